// What pages hold that no standard knows: the theme's stream of pages, and the drawer of diagrams that it looks for.

/** Material's RxJS subject: gives the document each time that a page is shown. */
declare const document$: { subscribe(show: () => void): void; next(document: Document): void } | undefined;

interface MermaidLibrary {
  initialize(settings: Record<string, unknown>): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

/** What the editor answers when something was saved: the record's address and title, and where the site shows it. */
interface Saved {
  address: string;
  title: string;
  location: string;
}

/** What the script of the editor's forms gives to the one that puts buttons on pages. */
interface CxEditor {
  HEADERS: Record<string, string>;
  LEAVING: string;
  token: string;
  button(text: string, act: () => void, style?: string): HTMLButtonElement;
  make<T extends keyof HTMLElementTagNameMap>(
    tag: T, attributes: Record<string, string>, ...inside: (Node | string)[]
  ): HTMLElementTagNameMap[T];
  open(url: string, saved: (saved: Saved) => void): Promise<void>;
  post(url: string, body: BodyInit): Promise<Response>;
  readSaved(answer: Response): Saved;
  say(text: string): void;
  setWords(words: Record<string, string>): void;
  word(key: string): string;
}

interface Window {
  cxEditor?: CxEditor;
  mermaid?: MermaidLibrary;
  document$?: { subscribe(show: () => void): void; next(document: Document): void };
  look?: Record<string, () => string[]>;
}

/** A word that Zensical's search reads in a text, a record that it found, and the parts of its plugins that we use. */
interface ZensicalToken {
  value: string;
}

interface ZensicalItem {
  id: number;
  matches: { field: string; value: { text: { forEach(visit: (position: number, term: number) => void): void } } }[];
}

interface ZensicalPlugin {
  name: string;
  onTextTokens?(tokens: ZensicalToken[]): ZensicalToken[];
  onTextQuery?(query: { input: unknown }): void;
  onTextStore?(store: { terms: { value: string }[] }, options: unknown, documents: { rank?: number }[]): void;
  onTextResult?(result: { items: ZensicalItem[] }): void;
}
