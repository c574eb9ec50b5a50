import { later } from "./later.tsx";
import { PageLayout } from "./page-layout.tsx";
import type { Route } from "./shell/routes.ts";

export const LiveAccountPage = later(async () => (await import("./account/live-account-page.tsx")).LiveAccountPage);
export const LiveRoomsPage = later(
  async () => (await import("./rooms/live-rooms-page.tsx")).LiveRoomsPage,
  <PageLayout title="Browse rooms">{null}</PageLayout>,
);
export const DetailsPanel = later(
  async () => (await import("./room/details-panel.tsx")).DetailsPanel,
  <aside data-details />,
);
export const LiveAdminPage = later(
  async () => (await import("./admin/live-admin-page.tsx")).LiveAdminPage,
  <PageLayout title="Administration">{null}</PageLayout>,
  { isForFew: true },
);

/** Brings what a page needs, so that the server's page can be taken over in one step. */
export async function preloadPage(route: Route): Promise<void> {
  if (route.page === "rooms") await LiveRoomsPage.preload();
  if (route.page === "admin") await LiveAdminPage.preload();
  if (route.page === "login" || route.page === "register" || route.page === "setup") await LiveAccountPage.preload();
}
