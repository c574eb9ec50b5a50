/**
 * Every limit of the product, in one table: the same on every transport, published in docs/protocol.md.
 * Units are the last word of a name; characters are Unicode code points.
 */
export const limits = {
  /** The text of one message. */
  messageMaxChars: 4_000,
  /** The shortest username. */
  usernameMinChars: 2,
  /** The longest username. */
  usernameMaxChars: 32,
  /** The name beside somebody's messages. */
  displayNameMaxChars: 64,
  /** What somebody tells of themselves. */
  bioMaxChars: 500,
  /** The words by which somebody is spoken of. */
  pronounsMaxChars: 32,
  /** What somebody is doing. */
  statusMaxChars: 80,
  /** An e-mail address. */
  emailMaxChars: 254,
  /** A picture of oneself, as it is sent. */
  avatarMaxBytes: 5 * 1_024 * 1_024,
  /** Width times height of a picture that is sent. */
  pictureMaxPixels: 40_000_000,
  /** The longest that one picture may take to be read and drawn anew. */
  pictureTimeoutMs: 10_000,
  /** Pictures that wait to be drawn anew; more are told to come later. */
  picturesMaxQueued: 16,
  /** The shortest password. */
  passwordMinChars: 8,
  /** The longest password, in UTF-8; longer ones are refused before they cost anything. */
  passwordMaxBytes: 1_024,
  /** The name of a room. */
  roomNameMaxChars: 64,
  /** The address of a room. */
  roomSlugMaxChars: 64,
  /** The topic of a room. */
  roomTopicMaxChars: 250,
  /** People in one group chat; more of them make a room. */
  groupMaxPeople: 50,
  /** People of a chat whose names a list of chats shows. */
  chatPeopleShown: 8,
  /** The beginning of the latest message in a list of chats. */
  previewMaxChars: 140,
  /** People whom one message addresses by name. */
  mentionsMaxPerMessage: 50,
  /** In a room with more members, only its owners and moderators address everybody with @room or @here. */
  mentionAllFreeMembers: 30,
  /** Unread mentions of one room that are told one by one. */
  mentionsMaxUnread: 100,
  /** Mentions and replies in one page of the activity view. */
  pageActivity: 30,
  /** People whom one person blocks. */
  blocksMaxPerUser: 1_000,
  /** Words that one person is told of wherever they fall. */
  keywordsMaxPerUser: 20,
  /** Such a word. */
  keywordMaxChars: 40,
  /** Members that one request may add. */
  addMembersMaxUsers: 100,
  /** Messages on opening a room, and in one page when no limit is given. */
  pageMessages: 25,
  /** Messages in one page of history, when asked for. */
  pageMaxMessages: 100,
  /** Messages in one answer at the addresses for simple polling clients. */
  pollMaxMessages: 500,
  /** Rooms in one page of the list. */
  pageMaxRooms: 200,
  /** People in one page of the directory, and of a room's members. */
  pageMaxUsers: 50,
  /** Messages in one page of an administrator's search. */
  reviewPageMessages: 50,
  /** Messages that an administrator's search looks through for one page. */
  reviewLookAtMessages: 50_000,
  /** Events read from the log at once while catching up. */
  catchUpPageEvents: 500,
  /** Further behind than this, a reader is told to start afresh. */
  catchUpMaxEvents: 10_000,
  /** Rooms that one live connection follows. */
  subscriptionsMaxRooms: 100,
  /** One frame that a client sends over a WebSocket. */
  frameMaxBytes: 64 * 1_024,
  /** The body of one HTTP request. */
  bodyMaxBytes: 64 * 1_024,
  /** Waiting bytes for one slow reader before it is told to resync. */
  sendQueueMaxBytes: 1_024 * 1_024,
  /** Live connections of one person. */
  connectionsMaxPerUser: 50,
  /** Live connections from one address (IPv6: from one /64). */
  connectionsMaxPerAddress: 5_000,
  /** People whom one live connection looks at. */
  watchMaxUsers: 200,
  /** Between two tellings of who came and went, to one connection. */
  presenceIntervalMs: 1_000,
  /** After the last connection ended, somebody counts as there for so long. */
  presenceGraceMs: 30_000,
  /** Of somebody who types, others are told no more often than this. */
  typingIntervalMs: 3_000,
  /** Then somebody no longer types, unless they said so again. */
  typingLastsMs: 6_000,
  /** Waiting bytes for one slow reader, above which it is not told who types. */
  typingMaxQueuedBytes: 64 * 1_024,
  /** How long one poll waits for something to come. */
  pollMaxWaitSeconds: 25,
  /** From the opening of a WebSocket to its `hello`. */
  helloTimeoutMs: 10_000,
  /** Between two signs of life that the server sends. */
  heartbeatIntervalMs: 25_000,
  /** Silence after which the server closes a connection. */
  heartbeatTimeoutMs: 60_000,
  /** Messages that one person sends or edits. */
  messagesMaxPerUser: { count: 120, windowSeconds: 10 },
  /** Rooms that one person makes. */
  roomsMaxPerUser: { count: 30, windowSeconds: 3_600 },
  /** Direct and group chats that one person opens by naming people. */
  chatsMaxPerUser: { count: 240, windowSeconds: 3_600 },
  /** Renaming a room or oneself, joining, leaving, adding and removing: what many others are told of. */
  roomChangesMaxPerUser: { count: 240, windowSeconds: 60 },
  /** Words of one person that they are typing. */
  typingMaxPerUser: { count: 120, windowSeconds: 60 },
  /** Pictures that one person sends. */
  avatarsMaxPerUser: { count: 30, windowSeconds: 3_600 },
  /** Wrong passwords that one person gives when asked for it again. */
  passwordChecksMaxPerUser: { count: 10, windowSeconds: 600 },
  /** Downloads of one's own data. */
  exportsMaxPerUser: { count: 10, windowSeconds: 3_600 },
  /** Failed logins into one account. */
  loginsMaxPerAccount: { count: 10, windowSeconds: 600 },
  /** Logins from one address (IPv6: from one /64). */
  loginsMaxPerAddress: { count: 60, windowSeconds: 600 },
  /** Accounts made from one address. */
  registrationsMaxPerAddress: { count: 30, windowSeconds: 3_600 },
  /** Wrong set-up codes from one address. */
  setupsMaxPerAddress: { count: 10, windowSeconds: 600 },
  /** After that, one logs in again. */
  sessionMaxDays: 90,
  /** Passwords that wait to be hashed; more are told to come later. */
  passwordHashesMaxQueued: 32,
  /** Pages that wait to be made; more are told to come later. */
  pagesMaxQueued: 200,
  /** The longest that making one page may take. */
  pageRenderTimeoutMs: 5_000,
} as const;
