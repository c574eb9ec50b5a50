import ipaddr from "ipaddr.js";

/** What address limits count by: an IPv6 customer owns a whole /64. */
export function addressGroup(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()}/64`;
}
