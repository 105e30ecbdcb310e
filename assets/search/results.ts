// What the reader sees of an answer: results, advice, errors.

import { counted, el, grouped, marked, quoted } from "./dom";
import type { Answer, Result } from "./engine";
import { excerpt, mark, onPage } from "./excerpt";
import { IndexError, type Fault } from "./format";

/** The part of the list that a result belongs to. */
const part = ({ closed, partial }: Result): number => (closed ? 2 : +partial);

const passages = ["", "Ensuite, des documents qui n’ont qu’une partie de vos mots", "Enfin, ce qui est clos"];

/** What to say before a result, when another part of the list starts with it. */
export function passage(result: Result, last: Result | undefined): string {
  return last && part(last) !== part(result) ? passages[part(result)]! : "";
}

/**
 * One result, after what is said before it; root is the address that the
 * documents' addresses start from.
 */
export function resultItem(result: Result, { terms }: Answer, root: string, before: string): HTMLLIElement {
  const { card, reasons } = result;
  const text = result.passage ? excerpt(card.text, terms) : mark(card.text, terms);
  const href = root + card.url.slice(1) + (result.passage ? onPage(text) : "");
  const info = (name: string, text: string) => text && el("li", { class: `resultat-${name}` }, text);
  return el(
    "li",
    { class: result.closed ? "resultat resultat-ferme" : "resultat" },
    before && el("p", { class: "resultats-passage" }, before),
    el("p", { class: "resultat-type" }, card.type + (result.closed ? " (c’est clos)" : "")),
    el("h2", { class: "resultat-titre" }, el("a", { href, "data-resultat": "" }, ...marked(mark(card.title, terms)))),
    el("p", { class: "resultat-extrait" }, ...marked(text)),
    (card.sectors || card.place || card.sizes) &&
      el("ul", { class: "resultat-infos" }, info("secteur", card.sectors), info("lieu", card.place), info("taille", card.sizes)),
    reasons.length > 0 && el("p", { class: "resultat-pourquoi" }, `Pour ${reasons.join(", ")}`),
  );
}

/** "2 résultats pour « hôtel d’altitude », puis 12 avec une partie des mots", "44 résultats : 3 pour vous, 41 pour tous". */
export function totalText({ total, whole, named, question }: Answer): string {
  const about = question.trim() ? ` pour ${quoted(question.trim())}` : "";
  if (!total) return `Aucun résultat${about}`;
  if (whole && whole < total) return `${counted(whole, "résultat")}${about}, puis ${grouped(total - whole)} avec une partie des mots`;
  const shared = named && named < total ? ` : ${grouped(named)} pour vous, ${grouped(total - named)} pour tous` : "";
  return counted(total, "résultat") + about + shared;
}

const faults: Partial<Record<Fault, string>> = {
  reseau: "Le réseau ne répond pas.",
  format: "La recherche a changé : rechargez la page.",
};

/** What went wrong, for the reader. */
export function faultText(error: unknown): string {
  return (error instanceof IndexError && faults[error.fault]) || "Un fichier manque ou est abîmé.";
}
