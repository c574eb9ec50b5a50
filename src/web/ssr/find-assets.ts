interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
  readonly imports?: readonly string[];
}

/** The client's build, baked in when this bundle is built. */
declare const clientManifest: Readonly<Record<string, ManifestEntry>>;

export interface Assets {
  readonly script: string | undefined;
  /** Chunks that the script needs at once. */
  readonly chunks: readonly string[];
  readonly styles: readonly string[];
  readonly font: string | undefined;
}

/** Addresses of what a page loads. */
export function findAssets(): Assets {
  const entry = clientManifest["index.html"];
  const chunks = (entry?.imports ?? []).map((key) => clientManifest[key]).filter((chunk) => chunk !== undefined);
  const styles = [entry, ...chunks].flatMap((chunk) => chunk?.css ?? []);
  const font = Object.values(clientManifest).find(({ file }) => /inter-latin-wght-normal.*\.woff2$/.test(file));
  return {
    script: entry && `/${entry.file}`,
    chunks: chunks.map(({ file }) => `/${file}`),
    styles: styles.map((file) => `/${file}`),
    font: font && `/${font.file}`,
  };
}
