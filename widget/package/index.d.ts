/** What a page sets; each key is also an attribute `data-…` of the script tag. */
export interface Settings {
  /** Address of the assistant, under which `/chat` is. */
  server?: string;
  /** Main colour, in any CSS notation. */
  color?: string;
  position?: 'left' | 'right';
  theme?: 'auto' | 'light' | 'dark';
  title?: string;
  /** Address of « Parler à un conseiller » : a page, `mailto:` or `tel:`. */
  contact?: string;
  /** Sentences of the widget that are replaced. */
  strings?: Record<string, string | string[]>;
}

export interface Events {
  opened: Record<string, never>;
  closed: Record<string, never>;
  topic: { topic: string };
  verdict: { verdict: 'conforme' | 'non_conforme' | 'a_completer'; provisional: boolean };
  dossier: { kind: 'pdf' | 'ics' | 'letters' };
  handover: { way: 'form' | 'mail' | 'appointment' };
}

/** Put the widget into the page. Settings are read when it is not there yet. */
export function mount(settings?: Settings): void;
/** Take it out with all its listeners; the conversation is kept for the next `mount`. */
export function destroy(): void;
export function open(): void;
export function close(): void;
/** Say something for the person, or with `send: false` write it into the field. */
export function ask(words: string, options?: { send?: boolean }): void;
/** Call the listener at each event; returns what stops it. */
export function on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void): () => void;

declare const api: {
  mount: typeof mount;
  destroy: typeof destroy;
  open: typeof open;
  close: typeof close;
  ask: typeof ask;
  on: typeof on;
};
export default api;

declare global {
  interface Window {
    AssistantImmersion?: typeof api | Settings;
  }
}
