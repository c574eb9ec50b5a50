/** The ways to the server. */
export interface Network {
  /** Scheme, host and port of the server, as in `https://chat.example`. */
  readonly origin: () => string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly openSocket: (url: URL) => WebSocket;
}

/** The server that this page came from. */
export const browserNetwork: Network = {
  origin: () => location.origin,
  fetch: (url, init) => fetch(url, init),
  openSocket: (url) => new WebSocket(url),
};
