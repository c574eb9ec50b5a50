/** What the server says to get a page, as both sides agree on it. */
export type * from "#protocol/page-props.ts";
