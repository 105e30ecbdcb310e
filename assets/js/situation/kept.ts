// The reader's situation, as this browser keeps it.

/** A choice, the keys of the cards that fit it, and the search's filter, if it has one. */
export interface Choice {
  value: string;
  text: string;
  keys: string[];
  filter: string;
}
export type Name = "secteur" | "territoire" | "taille";
export type Situation = Partial<Record<Name, Choice>>;

export const names: Name[] = ["secteur", "territoire", "taille"];
const key = "recueil-situation";

export const remembered = (): Situation => {
  try {
    return JSON.parse(localStorage.getItem(key) || "{}") as Situation;
  } catch {
    return {}; // storage is refused, or holds something else
  }
};

export const remember = (situation: Situation): void => {
  try {
    if (Object.keys(situation).length) localStorage.setItem(key, JSON.stringify(situation));
    else localStorage.removeItem(key);
  } catch {
    // the choice then lasts as long as the page
  }
};
