// What pages hold that no standard knows: the theme's stream of pages, and the drawer of diagrams that it looks for.

/** Material's RxJS subject: gives the document each time that a page is shown. */
declare const document$: { subscribe(show: () => void): void; next(document: Document): void } | undefined;

interface MermaidLibrary {
  initialize(settings: Record<string, unknown>): void;
  render(id: string, text: string): Promise<{ svg: string }>;
}

interface Window {
  mermaid?: MermaidLibrary;
  document$?: { next(document: Document): void };
  look?: Record<string, () => string[]>;
}
