import { createContext, Fragment, useContext } from "react";
import { isWholeRoom, splitMentions } from "#protocol/mentions.ts";
import { classes } from "../../ui/classes.ts";
import { reachable } from "../../ui/reachable.ts";
import { parseText, type Block, type Inline } from "./parse-text.ts";
import styles from "./message-text.module.css";

interface MessageTextProps {
  readonly body: string;
  /** Stands at the end of the last line. */
  readonly mark?: string | undefined;
  readonly mentions?: Mentioned | undefined;
}

/** Whom a text addresses. Names are folded. */
export interface Mentioned {
  readonly names: ReadonlySet<string>;
  readonly myName: string | undefined;
}

const MentionedContext = createContext<Mentioned | undefined>(undefined);

/** A message's text as React nodes; there is no way for it to become markup of ours. */
export function MessageText({ body, mark, mentions }: MessageTextProps) {
  const blocks = parseText(body);
  const last = blocks.at(-1);
  const markNode = mark !== undefined && <span className={styles.mark}> {mark}</span>;
  const text = (
    <div className={styles.text} dir="auto">
      <Blocks blocks={last?.kind === "paragraph" ? blocks.slice(0, -1) : blocks} />
      {last?.kind === "paragraph" ? (
        <p>
          <Inlines inlines={last.inlines} />
          {markNode}
        </p>
      ) : (
        markNode
      )}
    </div>
  );
  return mentions ? <MentionedContext value={mentions}>{text}</MentionedContext> : text;
}

function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, index) => <BlockNode key={index} block={block} />);
}

function BlockNode({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      );
    case "code":
      return (
        <pre className={styles.pre} dir="ltr" {...reachable}>
          <code>{block.text}</code>
        </pre>
      );
    case "quote":
      return (
        <blockquote className={styles.quote}>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case "list":
      return <List start={block.start} items={block.items} />;
    default:
      return block satisfies never;
  }
}

interface ListProps {
  readonly start: number | undefined;
  readonly items: readonly (readonly Block[])[];
}

function List({ start, items }: ListProps) {
  const children = items.map((blocks, index) => (
    <li key={index}>
      <Blocks blocks={blocks} />
    </li>
  ));
  if (start === undefined) return <ul className={styles.bullets}>{children}</ul>;
  return (
    <ol className={styles.numbers} start={start}>
      {children}
    </ol>
  );
}

function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return inlines.map((inline, index) => <InlineNode key={index} inline={inline} />);
}

function InlineNode({ inline }: { readonly inline: Inline }) {
  switch (inline.kind) {
    case "text":
      return <Words text={inline.text} />;
    case "break":
      return <br />;
    case "code":
      return <code className={styles.code}>{inline.text}</code>;
    case "strong":
      return (
        <strong>
          <Inlines inlines={inline.inlines} />
        </strong>
      );
    case "emphasis":
      return (
        <em>
          <Inlines inlines={inline.inlines} />
        </em>
      );
    case "strike":
      return (
        <s>
          <Inlines inlines={inline.inlines} />
        </s>
      );
    case "link":
      return <Link href={inline.link.href} host={inline.link.host} inlines={inline.inlines} />;
    default:
      return inline satisfies never;
  }
}

/** Plain words, and whom they address. */
function Words({ text }: { readonly text: string }) {
  const mentioned = useContext(MentionedContext);
  if (!mentioned || !text.includes("@")) return text;
  return splitMentions(text, (name) => mentioned.names.has(name)).map(({ text: piece, name }, index) => {
    if (name === undefined) return <Fragment key={index}>{piece}</Fragment>;
    const isMine = name === mentioned.myName || isWholeRoom(name);
    return (
      <bdi key={index} className={classes(styles.mention, isMine && styles.mine)}>
        {piece}
      </bdi>
    );
  });
}

interface LinkProps {
  readonly href: string;
  readonly host: string | undefined;
  readonly inlines: readonly Inline[];
}

function Link({ href, host, inlines }: LinkProps) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <Inlines inlines={inlines} />
      {host !== undefined && <bdi className={styles.host}> ({host})</bdi>}
    </a>
  );
}
