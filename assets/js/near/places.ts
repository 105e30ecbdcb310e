// Where what an owner said is: data in, data out.

/** What a postcode, or a name, is in. */
export interface Places {
  autour: [key: string, name: string, documents: number][];
  departements: [code: string, name: string, around: string][];
  codes: Record<string, string[]>;
  communes: Record<string, string[]>;
}

/** Where an owner is: the departments, if they said one, and the key of what is around. */
export interface Found {
  departements: string[];
  around: string[];
}

/** A word as the site's addresses have it: what differs by accents, capitals or signs is one word. */
const slug = (text: string): string =>
  text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

/** The department of a postcode's first figures. Corsica has one prefix for two departments. */
const prefix = (code: string): string => {
  if (code.startsWith("20")) return /^20[01]/.test(code) ? "2A" : /^20[26]/.test(code) ? "2B" : "";
  return code.slice(0, /^9[78]/.test(code) ? 3 : 2);
};

/** The departments that some figures tell: a postcode, with or without its first zero, or a department's number. */
const byCode = (places: Places, code: string): string[] => {
  const figures = /^\d{4}(?!\d)/.test(code) ? `0${code}` : code;
  const postcode = /^\d{5}(?!\d)/.exec(figures)?.[0]; // a town's name may follow
  if (postcode) return places.codes[postcode] ?? [prefix(postcode)];
  return /^\d$/.test(code) ? [`0${code}`] : [code];
};

/** Where what an owner said is; of no place when it is not known, or may be too many. */
export const locate = (places: Places, said: string): Found => {
  const around = (codes: string[]): Found => {
    const known = places.departements.filter(([code]) => codes.includes(code));
    return { departements: known.map(([code]) => code), around: [...new Set(known.map(([, , key]) => key))] };
  };
  const code = said.replace(/\s/g, "").toUpperCase();
  if (/^\d/.test(code)) return around(byCode(places, code));
  const word = slug(said).replace(/^(le|la|les|l)-(?=..)/, "");
  const bare = (name: string): string => slug(name).replace(/^(le|la|les|l)-(?=..)/, "");
  if (word.length < 2) return around([]);
  const town = Object.keys(places.communes).find((name) => bare(name) === word);
  const same = places.departements.filter(([, name]) => bare(name) === word);
  const region = places.autour.find(([, name]) => bare(name) === word);
  if (same.length) return around(same.map(([code]) => code));
  if (region) return { departements: [], around: [region[0]] };
  if (town) return around(places.communes[town] ?? []);
  const begins = places.departements.filter(([, name]) => word.length > 3 && bare(name).startsWith(word));
  return around(begins.length === 1 ? begins.map(([code]) => code) : []);
};
