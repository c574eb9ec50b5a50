import { expect, test } from "vitest";
import { findRoute } from "./routes.ts";

test.each([
  ["/", { page: "room", slug: "lobby" }],
  ["/rooms/", { page: "rooms" }],
  ["/rooms", { page: "rooms" }],
  ["/rooms/book-club/", { page: "room", slug: "book-club" }],
  ["/rooms/b%C3%BCcher", { page: "room", slug: "bücher" }],
  ["/rooms/%zz/", { page: "room", slug: "%zz" }],
  ["/rooms/a/b/", { page: "not-found" }],
  ["/login/", { page: "login" }],
  ["/constructor", { page: "not-found" }],
  ["/nothing/", { page: "not-found" }],
])("%s", (path, route) => {
  expect(findRoute(path)).toEqual(route);
});
