/** For what scrolls but holds no control: the keyboard must be able to get there. Spread onto the element. */
export const reachable = { tabIndex: 0 } as const;
