const pages = ["rooms", "chats", "people", "activity"] as const;
/** The pages that the sidebar leads to. */
export type SidebarPage = (typeof pages)[number];

export function findSidebarPage(page: string): SidebarPage | undefined {
  return pages.find((each) => each === page);
}
