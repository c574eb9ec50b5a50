/** Raised when a client of the version before could no longer read what the server says. */
export const protocolVersion = 1;
