// What follows the results: advice, facets (checkboxes with live counts, and the
// choices as chips), arrows from the field to the results. It is fetched once
// the first results are there.

import { button, el, grouped, quoted } from "./dom";
import type { Answer, Engine, FacetCounts } from "./engine";
import type { Choice, FacetValue } from "./facets";
import type { Parts } from "./page";
import { FACETS, FOR_FIRMS, PUBLIC_FACET } from "./tables";

/** How many values a facet shows before the others fold. */
const SHOWN = 8;

/** A part of the page that opens; it is filled when it is open, for each answer again. */
class Fold {
  readonly body = el("div", { class: "facettes-corps" });
  readonly details: HTMLDetailsElement;
  #fill: (() => Promise<void>) | undefined;

  constructor(className: string, title: string) {
    this.details = el("details", { class: className }, el("summary", {}, title), this.body);
    this.details.addEventListener("toggle", () => this.details.open && void this.#fill?.());
  }

  /** Takes what fills it for a new answer; open says how it is at first. */
  async renew(open: boolean, fill: () => Promise<void>): Promise<void> {
    let filled: Promise<void> | undefined;
    if (!this.#fill) this.details.open = open;
    this.#fill = () => (filled ||= fill());
    if (this.details.open) return this.#fill();
    this.body.replaceChildren();
    this.details.hidden = false;
  }
}

/** What stands around the results; ask receives each new choice, or question. */
export class Panel {
  readonly #parts: Parts;
  readonly #note: Element;
  readonly #engine: Engine;
  readonly #ask: (choice: Choice, question?: string) => void;
  readonly #chips = el("ul", { class: "filtres" });
  readonly #filter = new Fold("facettes", "Filtrer");
  /** One for each facet, where all of them are too large to fetch. */
  readonly #each = FACETS.flatMap((label, i) => (i % 2 ? [new Fold("facette-suite", label)] : []));

  constructor(parts: Parts, note: Element, engine: Engine, ask: (choice: Choice, question?: string) => void) {
    this.#parts = parts;
    this.#note = note;
    this.#engine = engine;
    this.#ask = ask;
    for (const part of [parts.input, parts.list]) part.addEventListener("keydown", (event) => this.#walk(event));
  }

  /**
   * Shows the advice and the facets of an answer, while it is the current one. The
   * counts are fetched when « Filtrer » is open, which it is from the start on large
   * screens; if their files are large, when that facet is. If they do not come,
   * missing is called.
   */
  async show(answer: Answer, choice: Choice, isCurrent: () => boolean, missing: () => void): Promise<void> {
    const words = answer.total || !answer.lost.length ? [] : await this.#engine.similar(answer.lost[0]!);
    if (!isCurrent()) return;
    this.#note.replaceChildren(...advice(answer).map((text) => el("p", {}, text)), ...this.#tries(answer, choice, words));
    this.#chips.replaceChildren(...answer.chosen.map(([name, value]) => this.#chip(name, value, choice)));
    const { details, body } = this.#filter;
    const place = this.#parts.facets;
    if (place.lastChild !== details) place.replaceChildren(this.#chips, details);
    const count = (fold: Fold, names?: string[]) => async () => {
      const facets = await answer.facets(names).catch(missing);
      if (facets && isCurrent()) this.#facets(fold, facets, choice);
    };
    await this.#filter.renew(matchMedia("(min-width: 56rem)").matches, async () => {
      if (!answer.many) return count(this.#filter)();
      if (!body.hasChildNodes()) body.append(...this.#each.map((fold) => fold.details));
      await Promise.all(this.#each.map((fold, i) => fold.renew(false, count(fold, [FACETS[2 * i]!]))));
    });
  }

  /** What to try when nothing is found: other words, fewer filters. */
  #tries({ total }: Answer, choice: Choice, words: string[]): HTMLElement[] {
    const list: HTMLElement[] = [];
    if (total) return list;
    const attempt = (text: string, act: () => void) => button("resultats-essai", text, act);
    if (words.length) list.push(el("p", {}, "Essayez avec : ", ...words.map((word) => attempt(word, () => this.#ask(choice, word)))));
    if (Object.values(choice).some((slugs) => slugs.length)) list.push(el("p", {}, attempt("Retirer les filtres", () => this.#ask({}))));
    if (!list.length) list.push(el("p", {}, "Essayez avec d’autres mots, ou moins de mots ; ou passez par les listes, plus bas."));
    return list;
  }

  /** Arrows go from the field to the results and between them; Escape comes back. */
  #walk(event: KeyboardEvent): void {
    const { input, list } = this.#parts;
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const to = event.key === "ArrowDown" ? links[at + 1] : event.key === "ArrowUp" && at >= 0 ? links[at - 1] || input : undefined;
    if (event.key === "Escape" && at >= 0) input.focus();
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  /** Shows the facets; a value that would find nothing is not offered, unless it is chosen. */
  #facets({ details, body }: Fold, facets: FacetCounts[], choice: Choice): void {
    const active = document.activeElement instanceof HTMLInputElement ? document.activeElement : undefined;
    const folds = new Set([...body.querySelectorAll("details[open]")].map((d) => d.id));
    body.replaceChildren(...facets.flatMap((facet) => this.#fieldset(facet, choice, folds)));
    details.hidden = !body.hasChildNodes();
    if (active && !active.isConnected) {
      const same = (input: HTMLInputElement) => input.name === active.name && input.value === active.value;
      [...body.querySelectorAll("input")].find(same)?.focus();
    }
  }

  /** A value chosen, which a click gives up. */
  #chip(name: string, value: FacetValue, choice: Choice): HTMLLIElement {
    const chip = button("filtre", value.label, () => this.#toggle(choice, name, value));
    chip.ariaLabel = `Retirer le filtre ${FACETS[FACETS.indexOf(name) + 1]!} : ${value.label}`;
    return el("li", {}, chip);
  }

  #fieldset(facet: FacetCounts, choice: Choice, folds: Set<string>): HTMLElement[] {
    const values = facet.values.filter((v) => v.named || isChosen(choice, facet.name, v));
    if (!values.length || (defaults[facet.name] && facet.values.length < 2)) return [];
    const lines = values.map((v) => this.#line(facet.name, v, choice));
    const id = `facette-${facet.name}`;
    const rest = el("details", { class: "facette-suite", id }, el("summary", {}, `Voir les ${values.length - SHOWN} autres`), ...lines.slice(SHOWN));
    rest.open = folds.has(id) || values.slice(SHOWN).some((v) => isChosen(choice, facet.name, v));
    return [
      el(
        "fieldset",
        { class: "facette" },
        el("legend", {}, facet.label),
        ...(lines.length > SHOWN + 1 ? [...lines.slice(0, SHOWN), rest] : lines),
      ),
    ];
  }

  #line(name: string, value: FacetCounts["values"][number], choice: Choice): HTMLLabelElement {
    const input = el("input", { type: "checkbox", name, value: value.slug });
    input.checked = isChosen(choice, name, value);
    input.addEventListener("change", () => this.#toggle(choice, name, value));
    return el(
      "label",
      { class: "facette-valeur" },
      input,
      el("span", { class: "facette-libelle" }, value.label),
      " ",
      countOf(value),
    );
  }

  #toggle(choice: Choice, name: string, value: Named): void {
    const others = (choice[name]?.length ? choice[name] : defaults[name] || []).filter((slug) => slug !== value.slug && slug !== value.code);
    this.#ask({ ...choice, [name]: isChosen(choice, name, value) ? others : [...others, value.slug] });
  }
}

/** The documents that name a value, and those that apply to all: "3 + 41". */
function countOf({ named, count }: FacetCounts["values"][number]): HTMLElement {
  const shared = grouped(count - named);
  const said = `${grouped(named)} pour vous, ${shared} pour tous`;
  if (named === count) return el("span", { class: "facette-nombre" }, grouped(count));
  return el("span", { class: "facette-nombre", title: said, role: "img", "aria-label": said }, `${grouped(named)} + ${shared}`);
}

interface Named {
  slug: string;
  code: string;
}

/** What stands for a choice that is not made. */
const defaults: Choice = { [PUBLIC_FACET]: [FOR_FIRMS] };

function isChosen(choice: Choice, name: string, { slug, code }: Named): boolean {
  const slugs = choice[name]?.length ? choice[name] : defaults[name];
  return !!slugs?.some((chosen) => chosen === slug || chosen === code);
}

/** What was understood otherwise than asked, a sentence each. */
function advice({ total, whole, unknown, lost, corrected }: Answer): string[] {
  const list = unknown.map((slug) => `Le filtre ${quoted(slug)} n’existe pas : il est laissé de côté.`);
  list.push(...corrected.map(([asked, read]) => `${quoted(asked)} n’est pas dans le recueil : voici ${quoted(read)}.`));
  if (lost.length && total) list.push(`Introuvable dans le recueil : ${lost.map(quoted).join(", ")}.`);
  if (total && !whole) list.push("Aucun document n’a tous vos mots : voici ceux qui en ont une partie.");
  return list;
}
