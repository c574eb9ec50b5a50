interface KeyLike {
  readonly nativeEvent: { readonly isComposing: boolean };
  readonly keyCode: number;
}

/**
 * Is this key part of composing a character with an input method? Safari ends the composition before it reports the
 * Enter that ended it, and then only the old key code tells.
 */
export function isComposing(event: KeyLike): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
