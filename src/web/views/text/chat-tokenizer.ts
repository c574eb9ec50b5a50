import { Tokenizer } from "marked";

/**
 * What a chat message means, of all that Markdown can mean. Every rule switched off here leaves its characters in the
 * text: HTML is never read as HTML, and nothing that somebody typed disappears.
 */
export class ChatTokenizer extends Tokenizer {
  override html(): undefined {}
  override tag(): undefined {}
  override heading(): undefined {}
  override lheading(): undefined {}
  override hr(): undefined {}
  override table(): undefined {}
  override def(): undefined {}
  override code(): undefined {}
  override reflink(): undefined {}
}
