/**
 * Every limit of the product, in one table: the same on every transport, published in docs/protocol.md.
 * Units are the last word of a name; characters are Unicode code points.
 */
export const limits = {
  messageMaxChars: 4_000,
  usernameMinChars: 2,
  usernameMaxChars: 32,
  displayNameMaxChars: 64,
  passwordMinChars: 8,
  passwordMaxBytes: 1_024,
  roomNameMaxChars: 64,
  roomSlugMaxChars: 64,
  roomTopicMaxChars: 250,
  /** Members that one request may add. */
  addMembersMaxUsers: 100,
  /** Messages on opening a room, and in one page when no limit is given. */
  pageMessages: 25,
  pageMaxMessages: 100,
  /** Messages in one answer to a client that polls by the reference applications' addresses. */
  pollMaxMessages: 500,
  pageMaxRooms: 200,
  pageMaxUsers: 50,
  /** Events read from the log at once while catching up. */
  catchUpPageEvents: 500,
  /** Further behind than this, a reader is told to start afresh. */
  catchUpMaxEvents: 10_000,
  subscriptionsMaxRooms: 100,
  frameMaxBytes: 64 * 1_024,
  bodyMaxBytes: 64 * 1_024,
  /** Waiting bytes for one slow reader before it is told to resync. */
  sendQueueMaxBytes: 1_024 * 1_024,
  connectionsMaxPerUser: 50,
  connectionsMaxPerAddress: 5_000,
  pollMaxWaitSeconds: 25,
  helloTimeoutMs: 10_000,
  heartbeatIntervalMs: 25_000,
  heartbeatTimeoutMs: 60_000,
  messagesMaxPerUser: { count: 120, windowSeconds: 10 },
  roomsMaxPerUser: { count: 30, windowSeconds: 3_600 },
  /** Renaming a room or oneself, joining, leaving, adding and removing: what many others are told of. */
  roomChangesMaxPerUser: { count: 240, windowSeconds: 60 },
  loginsMaxPerAccount: { count: 10, windowSeconds: 600 },
  loginsMaxPerAddress: { count: 60, windowSeconds: 600 },
  registrationsMaxPerAddress: { count: 30, windowSeconds: 3_600 },
  setupsMaxPerAddress: { count: 10, windowSeconds: 600 },
  sessionMaxDays: 90,
  passwordHashesMaxQueued: 32,
} as const;
