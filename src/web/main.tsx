import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { actions } from "./store/app.ts";
import { readBoot } from "./ssr/read-boot.ts";
import { keepTyped } from "./ssr/keep-typed.ts";
import { App } from "./views/app.tsx";

const container = document.getElementById("app");
const boot = readBoot(document);

if (container) {
  actions.start(boot);
  const restore = keepTyped(container);
  const root = createRoot(container);
  // In one step, so that the server's page and the client's never show each other's absence.
  flushSync(() => root.render(<App installationName={boot?.installationName ?? "Parley"} />));
  restore();
}
