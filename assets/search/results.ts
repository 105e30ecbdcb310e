// What the reader sees of an answer: results, advice, errors.

import { counted, el, marked, quoted } from "./dom";
import type { Answer, Result } from "./engine";
import { excerpt, mark } from "./excerpt";
import { IndexError, type Fault } from "./format";

/** One result; root is the address that the documents' addresses start from. */
export function resultItem(result: Result, { terms }: Answer, root: string): HTMLLIElement {
  const { card } = result;
  const info = (name: string, text: string) => text && el("li", { class: `resultat-${name}` }, text);
  return el(
    "li",
    { class: result.closed ? "resultat resultat-ferme" : "resultat" },
    el("p", { class: "resultat-type" }, card.type + (result.closed ? " (close)" : "")),
    el("h2", { class: "resultat-titre" }, el("a", { href: root + card.url.slice(1), "data-resultat": "" }, ...marked(mark(card.title, terms)))),
    el("p", { class: "resultat-extrait" }, ...marked(result.passage ? excerpt(card.text, terms) : mark(card.text, terms))),
    (card.sectors || card.place || card.sizes) &&
      el("ul", { class: "resultat-infos" }, info("secteur", card.sectors), info("lieu", card.place), info("taille", card.sizes)),
  );
}

/** "12 résultats pour « hôtel »". */
export function totalText({ total, question }: Answer): string {
  const about = question.trim() ? ` pour ${quoted(question.trim())}` : "";
  return total ? counted(total, "résultat") + about : `Aucun résultat${about}`;
}

const faults: Partial<Record<Fault, string>> = {
  reseau: "Le réseau ne répond pas.",
  format: "La recherche a changé : rechargez la page.",
};

/** What went wrong, for the reader. */
export function faultText(error: unknown): string {
  return (error instanceof IndexError && faults[error.fault]) || "Un fichier manque ou est abîmé.";
}
