// The facets: checkboxes with live counts, and the choices as chips.

import { button, el } from "./dom";
import type { FacetCounts } from "./engine";
import type { Choice } from "./facets";

/** How many values a facet shows before the others fold. */
const SHOWN = 8;

/** The facets beside an answer; change receives each new choice. */
export class Panel {
  readonly #place: Element;
  readonly #change: (choice: Choice) => void;
  readonly #chips = el("ul", { class: "filtres" });
  readonly #body = el("div", { class: "facettes-corps" });
  readonly #details = el("details", { class: "facettes" }, el("summary", {}, "Filtrer"), this.#body);

  constructor(place: Element, change: (choice: Choice) => void) {
    this.#place = place;
    this.#change = change;
    this.#details.open = matchMedia("(min-width: 48rem)").matches;
  }

  /** Shows the facets; a value that would find nothing is not offered, unless it is chosen. */
  show(facets: FacetCounts[], choice: Choice): void {
    const active = document.activeElement instanceof HTMLInputElement ? document.activeElement : undefined;
    const folds = new Set([...this.#body.querySelectorAll("details[open]")].map((d) => d.id));
    this.#chips.replaceChildren(...facets.flatMap((facet) => this.#chipsOf(facet, choice)));
    this.#body.replaceChildren(...facets.flatMap((facet) => this.#fieldset(facet, choice, folds)));
    if (!this.#details.isConnected) this.#place.replaceChildren(this.#chips, this.#details);
    this.#details.hidden = !this.#body.hasChildNodes();
    if (active && !active.isConnected) {
      const same = (input: HTMLInputElement) => input.name === active.name && input.value === active.value;
      [...this.#body.querySelectorAll("input")].find(same)?.focus();
    }
  }

  #chipsOf({ name, label, values }: FacetCounts, choice: Choice): HTMLLIElement[] {
    return values
      .filter((v) => isChosen(choice, name, v))
      .map((v) =>
        el("li", {}, button("filtre", v.label, () => this.#toggle(choice, name, v), `Retirer le filtre ${label} : ${v.label}`)),
      );
  }

  #fieldset(facet: FacetCounts, choice: Choice, folds: Set<string>): HTMLElement[] {
    const values = facet.values.filter((v) => v.count || isChosen(choice, facet.name, v));
    if (!values.length) return [];
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
      el("span", { class: "facette-nombre" }, value.count.toLocaleString("fr")),
    );
  }

  #toggle(choice: Choice, name: string, value: Named): void {
    const others = (choice[name] || []).filter((slug) => slug !== value.slug && slug !== value.code);
    this.#change({ ...choice, [name]: isChosen(choice, name, value) ? others : [...others, value.slug] });
  }
}

interface Named {
  slug: string;
  code: string;
}

function isChosen(choice: Choice, name: string, { slug, code }: Named): boolean {
  return !!choice[name]?.some((chosen) => chosen === slug || chosen === code);
}
