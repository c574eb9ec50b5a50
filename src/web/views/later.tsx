import { lazy, Suspense, useState, type ComponentType, type ReactNode } from "react";

const retryMs = { first: 1_000, longest: 30_000 };
const preloads: (() => Promise<unknown>)[] = [];

/**
 * A view whose code comes after the page. Drawn without a wait once it is here; where the network fails, it is asked
 * for until it comes, so that a broken connection breaks no view. What is for few people is not brought to all.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
  { isForFew = false } = {},
) {
  let loaded: ComponentType<Props> | undefined;
  const preload = async () => {
    loaded ??= await insist(load);
    return loaded;
  };
  const Lazy = lazy(async () => ({ default: await preload() }));
  function Later(props: Props) {
    const [View] = useState(() => loaded);
    if (View) return <View {...props} />;
    return (
      <Suspense fallback={fallback}>
        <Lazy {...(props as Props & Parameters<typeof Lazy>[0])} />
      </Suspense>
    );
  }
  if (!isForFew) preloads.push(preload);
  return Object.assign(Later, { preload });
}

/**
 * Brings all of it while nothing else is going on: a tab then works on without the server, and after an upgrade that
 * took its files away.
 */
export async function preloadAll(): Promise<void> {
  for (const preload of preloads) await preload();
}

/** Loads until it comes. */
export async function insist<T>(load: () => Promise<T>): Promise<T> {
  for (let waitMs = retryMs.first; ; waitMs = Math.min(waitMs * 2, retryMs.longest)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
}
