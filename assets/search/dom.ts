// Building the page. Text goes in as text, never as HTML.

import type { Marked } from "./excerpt";

type Child = Node | string | false | undefined;

/** An element with its class, its other attributes and its children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]!);
  made.append(...children.filter((child): child is Node | string => !!child));
  return made;
}

/** A button that does something. */
export function button(className: string, text: string, act: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: className }, text);
  made.addEventListener("click", act);
  return made;
}

/** A marked text as children. */
export function marked(pieces: Marked): Child[] {
  return pieces.map((piece, i) => (i % 2 ? el("mark", {}, piece) : piece));
}

/** A number in groups of three; a browser takes long to load its own way to write it. */
export const grouped = (n: number): string => `${n}`.replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** A number and what it counts: "1 200 résultats". */
export const counted = (n: number, noun: string): string => `${grouped(n)} ${noun}${n > 1 ? "s" : ""}`;

/** A text between French quotation marks. */
export const quoted = (text: string): string => `« ${text} »`;

/**
 * Cuts long work: what comes after is a task of its own, so that the browser draws what is
 * there already and answers the reader in between.
 */
export const rest = (): Promise<void> => new Promise((done) => setTimeout(done));
