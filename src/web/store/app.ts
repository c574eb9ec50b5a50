import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { AppActions, AppState, UseApp } from "./contract.ts";
import { initialState } from "./initial-state.ts";

const store = createStore<AppState>(() => initialState);

export const useApp: UseApp = (selector) => useStore(store, selector);

const fault = { ok: false, error: { code: "unavailable", message: "Not built yet." } } as const;
export const actions: AppActions = {
  start(boot) {
    if (boot) store.setState({ me: boot.me, rooms: new Map(boot.rooms.map((room) => [room.id, room])) });
  },
  register: async () => fault,
  logIn: async () => fault,
  logOut: async () => {},
  setUp: async () => fault,
  loadRooms: async () => {},
  createRoom: async () => fault,
  changeRoom: async () => fault,
  joinRoom: async () => fault,
  leaveRoom: async () => fault,
  openRoom: async () => fault,
  leaveView: () => {},
  loadOlder: async () => {},
  loadMembers: async () => fault,
  send: () => {},
  retry: () => {},
  discard: () => {},
  edit: async () => fault,
  remove: async () => fault,
  setDraft: () => {},
  markRead: () => {},
};
