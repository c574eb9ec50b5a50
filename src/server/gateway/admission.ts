import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Hub } from "./hub.ts";

/** Counts live connections by address and by person, on every transport alike. */
export interface Admission {
  /** Lets one more in. @returns what lets it out again. @throws too_many_connections */
  enter(address: string, viewer: Viewer): () => void;
}

export function createAdmission(hub: Hub): Admission {
  const byAddress = new Map<string, number>();

  return {
    enter(address, viewer) {
      const count = byAddress.get(address) ?? 0;
      const isCrowd = viewer.kind === "person" && hub.countOf(viewer.userId) >= limits.connectionsMaxPerUser;
      if (isCrowd || count >= limits.connectionsMaxPerAddress) throw new ParleyError("too_many_connections");
      byAddress.set(address, count + 1);
      let isInside = true;
      return () => {
        if (!isInside) return;
        isInside = false;
        const left = (byAddress.get(address) ?? 1) - 1;
        if (left > 0) byAddress.set(address, left);
        else byAddress.delete(address);
      };
    },
  };
}
