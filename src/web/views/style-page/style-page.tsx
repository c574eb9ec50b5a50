import type { ReactNode } from "react";
import { ViewerZoneContext } from "../../i18n/viewer-zone.ts";
import { parts } from "./parts.tsx";
import { wholes } from "./wholes.tsx";
import styles from "./style-page.module.css";

const nowMs = Date.UTC(2026, 10, 19, 12);

/** Every part and every state, drawn from fixtures; only in development. */
export function StylePage() {
  return (
    <ViewerZoneContext value={{ zone: "utc", nowMs }}>
      <main className={styles.page}>
        <h1 className={styles.title}>Style</h1>
        {Object.entries({ ...parts, ...wholes }).map(([name, node]) => (
          <Specimen key={name} name={name}>
            {node}
          </Specimen>
        ))}
      </main>
    </ViewerZoneContext>
  );
}

function Specimen({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <section className={styles.specimen} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      {children}
    </section>
  );
}
