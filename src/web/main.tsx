import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { keepTyped } from "./ssr/keep-typed.ts";
import { readBoot } from "./ssr/read-boot.ts";
import { actions } from "./store/app.ts";
import { App } from "./views/app.tsx";
import { preload } from "./views/later.tsx";
import { findRoute } from "./views/shell/routes.ts";

const boot = readBoot(document);
const container = document.getElementById("app");

async function takeOver(page: HTMLElement): Promise<void> {
  actions.start(boot);
  await preload(findRoute(location.pathname));
  const restore = keepTyped(page);
  const root = createRoot(page);
  // In one step, so that the server's page and the client's never show each other's absence.
  flushSync(() => root.render(<App installationName={boot?.installationName ?? "Parley"} />));
  restore();
}

if (container) void takeOver(container);
