import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import "./styles/index.css";
import { keepTyped } from "./ssr/keep-typed.ts";
import { readBoot } from "./ssr/read-boot.ts";
import { actions } from "./store/app.ts";
import { preloadLinks } from "./store/browser.ts";
import { App, preloadPage } from "./views/app.tsx";
import { preloadAll } from "./views/later.tsx";
import { findRoute } from "./views/shell/routes.ts";

/** After the first room is there and before anybody needs more. */
const restMs = 3_000;

const boot = readBoot(document);
const container = document.getElementById("app");

async function takeOver(page: HTMLElement): Promise<void> {
  actions.start(boot);
  await preloadPage(findRoute(location.pathname), boot?.room?.room.membership !== undefined);
  const restore = keepTyped(page);
  const root = createRoot(page);
  // In one step, so that the server's page and the client's never show each other's absence.
  flushSync(() => root.render(<App installationName={boot?.installationName ?? "Parley"} />));
  restore();
  setTimeout(() => void preloadLinks().then(preloadAll), restMs);
}

/** In development, `/style/` draws every part in every state. */
async function drawStyles(page: HTMLElement): Promise<void> {
  const { StylePage } = await import("./views/style-page/style-page.tsx");
  createRoot(page).render(<StylePage />);
}

if (container) {
  const isStylePage = import.meta.env.DEV && location.pathname === "/style/";
  void (isStylePage ? drawStyles(container) : takeOver(container));
}
