// « Ma situation »: the reader's sector, territory and size, chosen once on the home
// page and kept in this browser only. Guides and lists then open on the cards that
// fit, and say so; the search opens on them too, unless its address asks something.

import "./timing/past"; // cards that are past go before others are counted, and one script is enough
import { names, remember, remembered, type Choice, type Name, type Situation } from "./situation/kept";

const fold = (text: string): string =>
  text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replaceAll("œ", "oe").trim();

/** How much two words begin alike, from 0 to 1: "plomberie" and "plombier" 0.56. */
const alike = (a: string, b: string): number => {
  let n = 0;
  while (n < a.length && a[n] === b[n]) n++;
  return n === a.length && n > 2 ? 1 : n / Math.max(a.length, b.length);
};

/** The option whose words are the closest to a trade, if one is close. */
const sectorOf = (trade: string, options: HTMLOptionElement[]): HTMLOptionElement | undefined => {
  const word = fold(trade);
  if (word.length < 3) return undefined;
  let best: HTMLOptionElement | undefined;
  let reached = 0.55;
  for (const option of options) {
    for (const known of [fold(option.text), ...(option.dataset["mots"] ?? "").split(", ")]) {
      const close = known === word ? 2 : Math.max(alike(word, known), ...known.split(" ").map((part) => 0.9 * alike(word, part)));
      if (close > reached) [best, reached] = [option, close];
    }
  }
  return best;
};

/** A territory fits what names it, what it holds, and what holds it. */
const choiceOf = (option: HTMLOptionElement): Choice => ({
  value: option.value,
  text: option.text,
  keys: [option.value, ...(option.dataset["autour"] ?? "").split(" ").filter(Boolean)],
  filter: option.dataset["filtre"] ?? (option.dataset["page"] ? option.value : ""),
});

const wire = (form: HTMLFormElement): void => {
  const selects = names.flatMap((name) => {
    const select = form.elements.namedItem(name);
    return select instanceof HTMLSelectElement ? [{ name, select }] : [];
  });
  const forget = form.querySelector<HTMLButtonElement>("[type=reset]");
  const ways = document.createElement("p");
  ways.className = "situation-dite";
  form.before(ways);
  // What is kept: the choices, and the pages that they lead to.
  const show = (situation: Situation): void => {
    for (const { name, select } of selects) select.value = situation[name]?.value ?? "";
    const chosen = selects.flatMap(({ select }) => (select.value ? [...select.selectedOptions] : []));
    const links = chosen.flatMap((option) => {
      const link = document.createElement("a");
      link.href = option.dataset["page"] ?? "";
      link.textContent = option.text;
      return option.dataset["page"] ? [link] : [];
    });
    ways.replaceChildren("Pour vous : ", ...links);
    ways.hidden = !links.length;
    if (forget) forget.hidden = !chosen.length;
  };
  show(remembered());
  const trade = form.querySelector<HTMLInputElement>("#situation_metier");
  const help = form.querySelector("#situation_aide");
  const sector = selects.find(({ name }) => name === "secteur")?.select;
  trade?.addEventListener("input", () => {
    const found = sector && sectorOf(trade.value, [...sector.options].slice(1));
    if (sector) sector.value = found?.value ?? "";
    if (help && trade.value.length > 2) help.textContent = found ? `Secteur : ${found.text}.` : "Métier inconnu ici : choisissez un secteur.";
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    remember({});
    show({});
    if (trade) trade.value = "";
    selects[0]?.select.focus();
  });
  form.addEventListener("submit", (event) => {
    const situation: Situation = {};
    let page = "";
    for (const { name, select } of selects) {
      const option = select.selectedOptions[0];
      if (!option?.value) continue;
      situation[name] = choiceOf(option);
      page ||= option.dataset["page"] ?? "";
    }
    remember(situation);
    if (!page) return; // to the search, as without this script
    event.preventDefault();
    location.assign(page);
  });
};

/** What can be had only where it says: elsewhere, it does not fit. */
const BOUND = ["aides", "contacts", "activateurs", "formations"];

const meets = (card: HTMLElement, name: Name, situation: Situation): boolean => {
  const own = card.dataset[name]?.split(" ");
  return !own || !situation[name] || own.some((k) => situation[name]!.keys.includes(k));
};

const isBound = (card: HTMLElement): boolean => BOUND.some((type) => card.classList.contains(`carte-${type}`));

const fits = (card: HTMLElement, open: Name[], situation: Situation): boolean =>
  open.every((name) => meets(card, name, situation) || (name === "territoire" && !isBound(card)));

/** One list of cards, the folded ones included, that can show all or what fits. */
class List {
  readonly #first: Element;
  readonly #more: Element | null;
  readonly #cards: HTMLElement[];
  readonly #shown: number;

  constructor(first: Element) {
    this.#first = first;
    this.#more = first.nextElementSibling?.matches("details") ? first.nextElementSibling.querySelector(".cartes") : null;
    this.#shown = first.children.length;
    this.#cards = [...first.children, ...(this.#more?.children ?? [])] as HTMLElement[];
  }

  /** Shows all the cards, in their own order. */
  all(): void {
    for (const card of this.#cards) card.hidden = false;
    this.#place(this.#cards);
  }

  /** Shows what fits, the nearest first, and returns how many; all of it when nothing does. */
  fitting(open: Name[], situation: Situation): [number, number] {
    const fit = this.#cards.filter((card) => fits(card, open, situation));
    if (!fit.length) return [0, this.#cards.length];
    const near = (card: HTMLElement) => Number(Boolean(card.dataset["territoire"]) && meets(card, "territoire", situation));
    if (open.includes("territoire") && situation.territoire) fit.sort((a, b) => near(b) - near(a));
    for (const card of this.#cards) card.hidden = !fit.includes(card);
    this.#place([...fit, ...this.#cards.filter((card) => card.hidden)]);
    return [fit.length, this.#cards.length];
  }

  /** Shows all the cards, those of the reader's sector first, then of the same place, then size. */
  nearest(open: Name[], situation: Situation): void {
    const near = (card: HTMLElement) =>
      open.reduce((sum, name) => sum + (card.dataset[name] && meets(card, name, situation) ? 4 >> names.indexOf(name) : 0), 0);
    this.#place([...this.#cards].sort((a, b) => near(b) - near(a)));
  }

  #place(cards: HTMLElement[]): void {
    this.#first.append(...cards.slice(0, this.#shown));
    this.#more?.append(...cards.slice(this.#shown));
    const fold = this.#more?.closest("details");
    if (fold) fold.hidden = cards.slice(this.#shown).every((card) => card.hidden);
  }
}

/** Opens a page on what fits, and says so above its first cards. */
const apply = (page: HTMLElement, situation: Situation): void => {
  const open = (page.dataset["situation"] ?? "").split(" ").filter((name): name is Name => name in situation);
  const lists = [...page.querySelectorAll(".cartes")].filter((ul) => !ul.closest("details, .autour")).map((ul) => new List(ul));
  const place = page.querySelector(".guide-corps, .total, .cartes");
  if (!open.length || !lists.length || !place) return;
  const text = document.createElement("p");
  text.setAttribute("role", "status");
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "bouton-contour";
  const change = document.createElement("a");
  change.href = `${document.documentElement.dataset["racine"] ?? ""}#situation`;
  change.textContent = "Changer";
  const notice = document.createElement("div");
  notice.className = "situation-dite";
  notice.append(text, toggle, change);
  const said = open.map((name) => situation[name]!.text).join(" · ");
  if ("prochesDevant" in page.dataset) {
    for (const list of lists) list.nearest(open, situation);
    text.textContent = `Les plus proches de vous (${said}) d’abord.`;
    toggle.remove();
    place.before(notice);
    return;
  }
  let all = true;
  const turn = (): void => {
    all = !all;
    const counted = lists.map((list) => (all ? (list.all(), [0, 0]) : list.fitting(open, situation)));
    const [fit = 0, of = 0] = [0, 1].map((i) => counted.reduce((sum, pair) => sum + pair[i]!, 0));
    text.textContent = all ? `Tout est affiché, quelle que soit votre situation.` : `Pour vous (${said}) : ${fit} document${fit > 1 ? "s" : ""} sur ${of}.`;
    toggle.textContent = all ? "Voir ce qui me concerne" : "Tout voir";
  };
  toggle.addEventListener("click", turn);
  turn();
  if (place.matches(".guide-corps")) place.prepend(notice);
  else place.before(notice);
};

const form = document.querySelector<HTMLFormElement>("[data-ma-situation]");
if (form) wire(form);
const page = document.querySelector<HTMLElement>("main [data-situation]");
if (page && !location.search) apply(page, remembered());
