// « Près de chez vous »: an owner says a postcode, a department or a town, and sees who is
// in the department, then in the rest of the region. All is read from files of the site and
// looked up here: what is said is not sent.

import { locate, type Found, type Places } from "./near/places";

interface Nearby {
  titre: string;
  resume: string;
  commune?: string;
  nom: string;
  departements?: string[];
}

const element = <K extends keyof HTMLElementTagNameMap>(tag: K, name = "", text = ""): HTMLElementTagNameMap[K] => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

const card = (d: Nearby, list: URL): HTMLElement => {
  const item = element("li", "carte");
  const title = element("h4", "carte-titre");
  const link = element("a", "", d.titre);
  link.href = new URL(`${d.nom}/`, list).href;
  title.append(link);
  item.append(title, element("p", "carte-resume", d.resume));
  if (d.commune) item.append(element("p", "carte-infos", d.commune));
  return item;
};

const cards = (documents: Nearby[], list: URL): HTMLElement => {
  const made = element("ul", "cartes");
  made.append(...documents.map((d) => card(d, list)));
  return made;
};

const wire = (section: HTMLElement): void => {
  const form = section.querySelector("form")!;
  const field = section.querySelector("input")!;
  const status = section.querySelector<HTMLElement>("[role=status]")!;
  const shown = section.querySelector<HTMLElement>(".proches-trouves")!;
  const first = new URL(section.dataset["proches"] ?? "", document.baseURI);
  const read = new Map<string, Promise<unknown>>();
  /** A file of the site, fetched once; one that failed is fetched again when asked again. */
  const fetched = <T>(address: URL): Promise<T> => {
    const known = read.get(address.href);
    if (known) return known as Promise<T>;
    const answer = fetch(address).then((response) => {
      if (!response.ok) throw new Error(response.statusText);
      return response.json() as Promise<T>;
    });
    answer.catch(() => read.delete(address.href));
    read.set(address.href, answer);
    return answer;
  };
  const show = (places: Places, found: Found, lists: Nearby[][]): void => {
    const named = (code: string): string => `${places.departements.find(([known]) => known === code)?.[1] ?? ""} (${code})`;
    const around = (key: string): string => places.autour.find(([known]) => known === key)?.[1] ?? "";
    const said: string[] = [];
    const titles: string[] = [];
    const parts: HTMLElement[] = [];
    const add = (title: string, documents: Nearby[]): void => {
      titles.push(title);
      said.push(`${title}\u00a0: ${documents.length}`);
      if (documents.length) parts.push(element("h3", "", title), cards(documents, first));
    };
    const here = (code: string): Nearby[] => {
      const key = places.departements.find(([known]) => known === code)?.[2] ?? "";
      return (lists[found.around.indexOf(key)] ?? []).filter((d) => d.departements?.includes(code));
    };
    const own = (d: Nearby): boolean => found.departements.some((code) => d.departements?.includes(code));
    for (const code of found.departements) add(named(code), here(code));
    found.around.forEach((key, i) => {
      const rest = (lists[i] ?? []).filter((d) => !own(d));
      const others = places.departements.some(([code, , known]) => known === key && !found.departements.includes(code));
      // Those of the whole region come first.
      if (others || rest.length) add(around(key), rest.sort((a, b) => Number(!!a.departements) - Number(!!b.departements)));
    });
    shown.replaceChildren(...parts);
    const counts = parts.length ? said.join(". ") : `Aucun résultat pour ${titles.join(", ")}`;
    status.textContent = `${counts}. La liste entière est plus bas.`;
  };
  const search = async (): Promise<void> => {
    const asked = field.value.trim();
    shown.replaceChildren();
    status.textContent = "";
    if (!asked) return;
    try {
      const places = await fetched<Places>(first);
      const found = locate(places, asked);
      if (!found.around.length) {
        status.textContent = `«\u00a0${asked}\u00a0» n’est pas un lieu connu ici\u00a0: essayez le code postal, ou le nom du département.`;
        return;
      }
      const has = (key: string): boolean => places.autour.some(([known, , documents]) => known === key && documents > 0);
      const lists = await Promise.all(found.around.map((key) => (has(key) ? fetched<Nearby[]>(new URL(`proches-${key}.json`, first)) : Promise.resolve([]))));
      if (field.value.trim() === asked) show(places, found, lists);
    } catch {
      status.textContent = "La recherche n’a pas abouti. Vérifiez votre connexion, puis essayez encore. La liste entière est plus bas.";
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void search();
  });
  field.addEventListener("focus", () => void fetched(first).catch(() => undefined), { once: true });
  field.addEventListener("input", () => {
    if (!field.value) void search(); // emptied by its cross
  });
};

document.querySelectorAll<HTMLElement>("[data-proches]").forEach(wire);
