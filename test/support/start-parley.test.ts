import { expect, test } from "vitest";
import { guestAt, registerPerson } from "./people.ts";
import { startParleyProcess } from "./start-parley-process.ts";
import { startParley } from "./start-parley.ts";

const starts = { startParley: () => startParley(), startParleyProcess: () => startParleyProcess() };

test.each(Object.entries(starts))("%s starts a server that people can enter, and ends it", async (_, start) => {
  const parley = await start();
  const ada = await registerPerson(parley.url);
  expect(await ada.call("getMe", {})).toEqual({ user: ada.user });
  await expect(guestAt(parley.url).call("getMe", {})).rejects.toMatchObject({ view: { code: "unauthenticated" } });
  await parley[Symbol.asyncDispose]();
  await expect(fetch(parley.url)).rejects.toThrow("fetch failed");
});
