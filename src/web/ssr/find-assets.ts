interface ManifestEntry {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** The client's build, baked in when this bundle is built. */
declare const clientManifest: Readonly<Record<string, ManifestEntry>>;

export interface Assets {
  readonly script: string | undefined;
  /** Chunks that the script needs at once. */
  readonly chunks: readonly string[];
  readonly style: string | undefined;
  readonly icon: string | undefined;
  readonly font: string | undefined;
}

/** Addresses of what a page loads. */
export function findAssets(): Assets {
  const entry = clientManifest["index.html"];
  const chunks = (entry?.imports ?? []).map((key) => clientManifest[key]).filter((chunk) => chunk !== undefined);
  const icon = clientManifest["icon.svg"];
  const sheet = clientManifest["style.css"];
  const font = Object.values(clientManifest).find(({ file }) => /inter-latin-wght-normal.*\.woff2$/.test(file));
  return {
    script: entry && `/${entry.file}`,
    chunks: chunks.map(({ file }) => `/${file}`),
    style: sheet && `/${sheet.file}`,
    icon: icon && `/${icon.file}`,
    font: font && `/${font.file}`,
  };
}
