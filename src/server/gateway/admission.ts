import type { IncomingMessage } from "node:http";
import { ParleyError } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import { addressGroup } from "../auth/address-group.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Context } from "../context.ts";
import { isCrossSite, isForeignOrigin } from "../http/cross-site.ts";
import type { Hub } from "./hub.ts";

/** The door to the live transports, the same for all of them. */
export interface Admission {
  /**
   * Lets one more connection in. @returns what lets it out again.
   * @throws unavailable while draining, cross_site, too_many_connections
   */
  enter(request: IncomingMessage, viewer: Viewer): () => void;
}

type AdmissionContext = Pick<Context, "config" | "addressOf" | "isDraining">;

export function createAdmission({ config, addressOf, isDraining }: AdmissionContext, hub: Hub): Admission {
  const byAddress = new Map<string, number>();

  function count(address: string, step: 1 | -1): void {
    const connections = (byAddress.get(address) ?? 0) + step;
    if (connections > 0) byAddress.set(address, connections);
    else byAddress.delete(address);
  }

  return {
    enter(request, viewer) {
      if (isDraining()) throw new ParleyError("unavailable");
      const { headers } = request;
      if (isCrossSite(config, headers) || isForeignOrigin(config, headers)) throw new ParleyError("cross_site");
      const address = addressGroup(addressOf(request));
      const isCrowd = viewer.kind === "person" && hub.countOf(viewer.userId) >= limits.connectionsMaxPerUser;
      const isFull = (byAddress.get(address) ?? 0) >= limits.connectionsMaxPerAddress;
      if (isCrowd || isFull) throw new ParleyError("too_many_connections");
      count(address, 1);
      let isInside = true;
      return () => {
        if (isInside) count(address, -1);
        isInside = false;
      };
    },
  };
}
