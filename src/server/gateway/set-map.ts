/** Sets by key, and back; what is empty costs nothing. */
export class SetMap<Key, Value> {
  readonly #none: ReadonlySet<Value> = new Set();
  readonly #values = new Map<Key, Set<Value>>();
  readonly #keys = new Map<Value, Set<Key>>();

  get(key: Key): ReadonlySet<Value> {
    return this.#values.get(key) ?? this.#none;
  }

  add(key: Key, value: Value): void {
    addTo(this.#values, key, value);
    addTo(this.#keys, value, key);
  }

  delete(key: Key, value: Value): void {
    deleteFrom(this.#values, key, value);
    deleteFrom(this.#keys, value, key);
  }

  /** Takes a value out of every set. */
  deleteValue(value: Value): void {
    for (const key of this.#keys.get(value) ?? []) deleteFrom(this.#values, key, value);
    this.#keys.delete(value);
  }
}

function addTo<From, To>(sets: Map<From, Set<To>>, from: From, to: To): void {
  const set = sets.get(from);
  if (set) set.add(to);
  else sets.set(from, new Set([to]));
}

function deleteFrom<From, To>(sets: Map<From, Set<To>>, from: From, to: To): void {
  const set = sets.get(from);
  set?.delete(to);
  if (set?.size === 0) sets.delete(from);
}
