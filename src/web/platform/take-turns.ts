/** Runs work under a name so that only one tab of this browser is inside at a time. */
export type TakeTurns = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** Over the browser's locks; where there are none (plain http in a home network) tabs do not wait for each other. */
export const takeTurns: TakeTurns = async (name, work) => {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return work();
  return await navigator.locks.request(name, work);
};
