import type { Key, ReactNode } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { explainError } from "../explain-error.ts";
import styles from "./listing.module.css";
import type { Pages } from "./use-pages.ts";

interface ListingProps<Item extends { readonly id: Key }> {
  readonly label: string;
  /** Search and filters. */
  readonly tools: ReactNode;
  readonly pages: Pages<Item>;
  /** What was done last, for everybody to see and hear. */
  readonly note: string;
  readonly empty: ReactNode;
  readonly foot?: ReactNode;
  readonly children: (item: Item) => ReactNode;
}

/** A list that can be searched and goes on, in each of its states. */
export function Listing<Item extends { readonly id: Key }>(props: ListingProps<Item>) {
  const { label, tools, pages, note, empty, foot, children } = props;
  const { items, loading, error, nextCursor } = pages;
  const isFirst = loading !== undefined && items.length === 0;
  const isEmpty = items.length === 0 && !loading && !error;
  return (
    <section className={styles.listing} aria-label={label} aria-busy={loading !== undefined}>
      <div className={styles.tools}>{tools}</div>
      <output className={styles.note}>{note}</output>
      {isFirst && <Skeleton kind="message" count={6} />}
      {items.length > 0 && (
        <ul className={styles.list} data-stale={loading === "fresh" || undefined}>
          {items.map((item) => (
            <li key={item.id}>{children(item)}</li>
          ))}
        </ul>
      )}
      {isEmpty && empty}
      {error && (
        <Banner tone="bad" icon={CircleAlert} action={<Button onClick={pages.reload}>Try again</Button>}>
          {explainError(error)}
        </Banner>
      )}
      {nextCursor !== undefined && !error && (
        <Button className={styles.more} isBusy={loading === "more"} onClick={pages.loadMore}>
          Show more
        </Button>
      )}
      {foot !== undefined && !isFirst && <p className={styles.foot}>{foot}</p>}
    </section>
  );
}
