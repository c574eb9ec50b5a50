import { httpApi, type EndpointName } from "#protocol/http-api.ts";
import { referenceApi, referenceStatus } from "../reference/reference-api.ts";
import { type Route, type Tag, toRoute } from "./routes.ts";

const tagOf: Readonly<Record<EndpointName, Tag>> = {
  register: "Accounts",
  login: "Accounts",
  logout: "Accounts",
  setUp: "Accounts",
  getMe: "Accounts",
  changeMe: "Accounts",
  setAvatar: "Accounts",
  removeAvatar: "Accounts",
  changePassword: "Accounts",
  listSessions: "Accounts",
  endSession: "Accounts",
  endOtherSessions: "Accounts",
  exportMe: "Accounts",
  deleteMe: "Accounts",
  listUsers: "Accounts",
  getUser: "Accounts",
  listRooms: "Rooms",
  createRoom: "Rooms",
  openDirect: "Rooms",
  hideChat: "Rooms",
  getRoom: "Rooms",
  changeRoom: "Rooms",
  listMembers: "Rooms",
  addMembers: "Rooms",
  removeMember: "Rooms",
  listMessages: "Messages",
  sendMessage: "Messages",
  editMessage: "Messages",
  deleteMessage: "Messages",
  markRead: "Messages",
  setAttention: "Rooms",
  suggestPeople: "Rooms",
  listActivity: "Accounts",
  getPreferences: "Accounts",
  changePreferences: "Accounts",
  listBlocks: "Accounts",
  blockUser: "Accounts",
  unblockUser: "Accounts",
  choosePresence: "Accounts",
  type: "Live",
  listAccounts: "Administration",
  changeAccount: "Administration",
  endSessions: "Administration",
  reviewMessages: "Administration",
  sync: "Live",
  describeInstallation: "Installation",
};

/** The rows of the two tables of endpoints, by their names there. */
export function listApiRoutes(): readonly (readonly [string, Route])[] {
  return [
    ...Object.entries(httpApi).map(
      ([name, endpoint]) => [name, toRoute(endpoint, { tag: tagOf[name as EndpointName] })] as const,
    ),
    ...Object.entries(referenceApi).map(
      ([name, endpoint]) =>
        [name, toRoute(endpoint, { tag: "Polling", takesForm: true, statusOf: referenceStatus })] as const,
    ),
  ];
}
