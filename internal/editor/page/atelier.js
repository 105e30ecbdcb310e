// The page in which a document is edited: it sends what differs from the file, shows
// what is wrong with it and what its page looks like, and saves it.
const $ = (id) => document.getElementById(id);
const opened = JSON.parse($("donnees").textContent);
const token = document.querySelector("meta[name=jeton]").content;

// What is edited: the file when it was opened, the text that the form shows, and whether
// that is the whole file.
const state = { file: opened.fichier, type: opened.type, base: opened.base, start: opened.depart, body: opened.texte, raw: opened.brut, header: {} };

// ---- Questions to the server ----

class Refused extends Error {}

const ask = async (name, question) => {
  let response;
  try {
    response = await fetch(name, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Recueil-Jeton": token },
      body: JSON.stringify(question),
    });
  } catch {
    throw new Refused("« recueil serve » ne répond pas : relancez-le, sans fermer cette page.");
  }
  const answer = await response.json();
  if (response.status === 409) return { conflict: answer };
  if (!response.ok) throw new Refused(answer.erreur);
  return answer;
};

const draft = () => {
  const d = { fichier: state.file, type: state.type, base: state.base, depart: state.start };
  const text = field.value;
  if (state.raw) return { ...d, brut: text };
  const header = {};
  for (const [key, value] of Object.entries(readForm())) {
    if (JSON.stringify(value) !== JSON.stringify(state.header[key])) header[key] = value;
  }
  if (Object.keys(header).length > 0) d.entete = header;
  if (text !== state.body) d.texte = text;
  return d;
};

// snapshot is all that was typed, to be compared with later.
const snapshot = () => JSON.stringify({ ...draft(), fichier: "", base: "" });

// ---- The form ----

const own = (root, selector) => [...root.querySelectorAll(selector)].filter((e) => e.parentElement.closest("[data-genre]") === root);

const says = (value) =>
  value !== null && value !== "" && (typeof value !== "object" || Object.values(value).some(says));

// read returns what a field says; null when that is nothing.
const read = (box) => {
  const control = box.querySelector("input, select, textarea");
  switch (box.dataset.genre) {
    case "groupe": {
      const group = {};
      for (const part of own(box, "[data-genre]")) group[part.dataset.cle] = read(part);
      return says(group) ? group : null;
    }
    case "liste": {
      const list = own(box, "[data-genre]").map(read).filter((v) => v !== null);
      return list.length > 0 ? list : null;
    }
    case "nombres": {
      const group = Object.fromEntries(box.querySelector("fieldset").dataset.ordre.split(" ").filter((name) => name !== "").map((name) => [name, null]));
      for (const { nom, nombre } of own(box, "[data-genre]").map(read).filter((v) => v !== null)) group[nom ?? "à-choisir"] = nombre ?? "";
      return says(group) ? group : null;
    }
    case "nombre": {
      const text = control.value.trim();
      return /^-?\d{1,9}$/.test(text) ? Number(text) : text || null;
    }
    case "cases": {
      const ticked = [...box.querySelectorAll("input:checked")].map((i) => i.value);
      const before = box.querySelector("fieldset").dataset.ordre.split(" ").filter((v) => ticked.includes(v));
      const list = [...before, ...ticked.filter((v) => !before.includes(v))];
      return list.length > 0 ? list : null;
    }
    case "lignes": {
      const list = control.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
      return list.length > 0 ? list : null;
    }
    case "oui-non":
      return control.value === "" ? null : control.value === "true";
    default: {
      const text = control.value.trim();
      return text === "" && box.dataset.vide === undefined ? null : text;
    }
  }
};

const readForm = () => {
  const header = {};
  for (const box of $("formulaire").querySelectorAll(":scope > details > [data-genre]")) {
    if (box.dataset.genre !== "autre") header[box.dataset.cle] = read(box);
  }
  return header;
};

// addItem adds an item as its model is, in whose identifiers a number takes the place of
// the sign at the end of the model's own: those of the lists within it keep theirs.
let items = 0;
const addItem = (box) => {
  const model = own(box, "template")[0];
  const list = own(box, "ol")[0];
  items += 1;
  const id = model.dataset.modele;
  list.insertAdjacentHTML("beforeend", model.innerHTML.replaceAll(id, id.replace(/§$/, `n${items}`)));
  for (const control of list.lastElementChild.querySelectorAll("[data-max]")) count(control);
  list.lastElementChild.querySelector("input, select, textarea").focus();
};

// entitle has an item that folds say what its first field does.
const entitle = (control) => {
  const details = control.closest("li > details");
  if (details?.querySelector("input, select, textarea") !== control) return;
  const summary = details.querySelector("summary");
  summary.textContent = spaced(control.value.trim() || summary.dataset.sans);
};

// move puts an item one place nearer to an end of its list. The button that was pressed
// keeps the focus, or the other one where the end is reached.
const move = (item, by, button) => {
  if (by < 0) item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  if (!button.checkVisibility()) button.parentElement.querySelector(`[data-place="${-by}"]`).focus();
  else button.focus();
  item.scrollIntoView({ block: "nearest" });
};

const count = (control) => {
  const max = Number(control.dataset.max);
  const n = [...control.value.trim()].length;
  const line = $(control.id + "-compte");
  line.textContent = n > max ? `${n - max} caractères de trop (${max} au plus)` : `${n} caractères sur ${max}`;
  line.classList.toggle("erreur", n > max);
};

const dress = () => {
  for (const control of $("formulaire").querySelectorAll("[data-max]")) count(control);
  for (const control of $("formulaire").querySelectorAll("li > details :is(input, textarea)")) entitle(control);
};

// show takes a form, or the text of the file, as the server made it.
const show = (shown) => {
  state.start = shown.depart;
  state.body = shown.texte;
  state.raw = shown.brut;
  $("formulaire").innerHTML = shown.formulaire;
  $("tout-le-fichier").setAttribute("aria-pressed", String(state.raw));
  $("titre-texte").textContent = state.raw ? "Texte du fichier" : "Texte";
  dress();
  state.header = readForm();
  field.value = shown.texte;
};

$("formulaire").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("ajouter" in button.dataset) addItem(button.closest("[data-genre]"));
  if ("place" in button.dataset) move(button.closest("li"), Number(button.dataset.place), button);
  if ("retirer" in button.dataset) {
    const list = button.closest("ol").closest("[data-genre]");
    button.closest("li").remove();
    own(list, "button[data-ajouter]")[0].focus();
  }
  changed();
});

$("formulaire").addEventListener("input", (event) => {
  if (event.target.dataset.max) count(event.target);
  entitle(event.target);
  changed();
});

// ---- The text: a plain field, in whose place a better one comes if it can ----

const area = $("texte");
let field = {
  get value() { return area.value; },
  set value(text) { area.value = text; },
  focus: () => area.focus(),
  insert: (text) => area.setRangeText(text, area.selectionStart, area.selectionEnd, "end"),
  go: ({ l, c }) => {
    const before = area.value.split("\n").slice(0, l - 1).reduce((n, line) => n + line.length + 1, 0);
    area.focus();
    area.setSelectionRange(before + c - 1, before + c - 1);
  },
  mark: () => {},
};
area.addEventListener("input", () => changed());
for (const name of ["dragover", "drop"]) area.addEventListener(name, (event) => dropped(event));

const dropped = (event) => {
  const file = [...(event.dataTransfer?.files ?? [])].find((f) => f.type.startsWith("image/"));
  if (event.type === "dragover" && [...(event.dataTransfer?.items ?? [])].some((i) => i.kind === "file")) event.preventDefault();
  if (!file || event.type !== "drop") return false;
  event.preventDefault();
  offerPicture(file);
  return true;
};

const improve = async () => {
  try {
    const { editText } = await import("./texte.js");
    field = editText(area, {
      label: "titre-texte", help: "aide-texte", nonce: document.querySelector("meta[name=nonce]").content,
      changed: () => changed(), dropped,
    });
  } catch {
    // the plain field stays
  }
};

// ---- What is wrong ----

const plural = (n, word) => `${n} ${word}${n > 1 ? "s" : ""}`;

// spaced keeps French quotes and high signs with their words.
const spaced = (text) => text.replaceAll("« ", "«\u00a0").replace(/ ([»:;?!])/g, "\u00a0$1");

const element = (name, properties, ...children) => {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
};

const boxOf = (key) => key === undefined ? undefined : [...$("formulaire").querySelectorAll(":scope > details > [data-genre]")].find((b) => b.dataset.cle === key);

const goTo = (problem) => {
  const box = boxOf(problem.cle);
  if (box) {
    const control = box.querySelector("input, select, textarea, button");
    for (let at = (control ?? box).closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    control?.focus();
    box.scrollIntoView({ block: "center" });
  } else if (problem.debut) {
    field.go(problem.debut);
  }
};

const showProblem = (problem, number) => {
  const li = element("li", {},
    element("p", {}, element("span", { className: problem.erreur ? "genre grave" : "genre" }, problem.erreur ? "Erreur" : "Conseil"), spaced(` : ${problem.message}. `), element("code", {}, problem.regle)));
  if (problem.conseil) li.append(element("p", { className: "aide" }, spaced(`→ ${problem.conseil}`)));
  const tools = element("p", { className: "outils" });
  if (problem.debut || boxOf(problem.cle)) {
    const button = element("button", { type: "button" }, "Y aller");
    button.setAttribute("aria-label", `Y aller : ${problem.message}, ligne ${problem.ligne}`);
    button.addEventListener("click", () => goTo(problem));
    tools.append(button);
  }
  if (problem.correction) {
    const button = element("button", { type: "button" }, problem.correction === "sûre" ? "Corriger" : "Corriger ainsi");
    button.setAttribute("aria-label", `Corriger : ${problem.message}`);
    button.addEventListener("click", () => mend(problem, number));
    tools.append(button);
  }
  if (tools.children.length > 0) li.append(tools);
  return li;
};

const mend = async (problem, number) => {
  try {
    show(await ask("corriger", { ...draft(), probleme: number, message: problem.message }));
    say("Corrigé. Enregistrez pour garder.", "bien");
    verify();
  } catch (error) {
    say(error.message, "mal");
  }
};

// tie shows in each field what is wrong with it.
const tie = (problems) => {
  for (const list of $("formulaire").querySelectorAll(".erreurs")) list.replaceChildren();
  for (const control of $("formulaire").querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  for (const problem of problems) {
    const box = boxOf(problem.cle);
    const list = box && own(box, ".erreurs")[0];
    if (!list) continue;
    list.append(element("li", { className: problem.erreur ? "" : "mineur" }, spaced(`${problem.message}.${problem.conseil ? ` → ${problem.conseil}` : ""}`)));
    if (problem.erreur) box.querySelector("input, select, textarea, fieldset")?.setAttribute("aria-invalid", "true");
  }
};

// named returns problems with, in the place of those that name a missing key as files do,
// the fields to fill.
const named = ({ problemes, manquent }) => {
  const isAtHead = (p) => p.erreur && !p.cle && !p.debut;
  const fields = manquent.filter(boxOf);
  if (problemes.filter(isAtHead).length !== fields.length) return problemes;
  return problemes.map((p) => {
    if (!isAtHead(p)) return p;
    const cle = fields.shift();
    return { ...p, cle, message: `« ${boxOf(cle).dataset.nom} » est à remplir`, conseil: undefined };
  });
};

const showVerdict = (answer) => {
  const verdict = { ...answer, problemes: named(answer) };
  const errors = verdict.problemes.filter((p) => p.erreur).length;
  const advice = verdict.problemes.length - errors;
  const parts = [];
  if (errors > 0) parts.push(plural(errors, "erreur"));
  if (advice > 0) parts.push(plural(advice, "conseil"));
  let summary = verdict.refus ?? (parts.length > 0 ? `${parts.join(" et ")}.` : "Rien à signaler.");
  if (verdict.ailleurs > 0) summary += ` ${plural(verdict.ailleurs, "erreur")} dans d’autres fichiers : « recueil check » les montre.`;
  if ($("bilan").textContent !== summary) $("bilan").textContent = summary;
  $("problemes").replaceChildren(...verdict.problemes.map(showProblem));
  tie(verdict.problemes);
  field.mark(verdict.problemes.filter((p) => p.debut));
  if (!state.file) $("fichier").textContent = verdict.fichier;
  if (verdict.apercu) {
    preview(verdict.apercu);
    $("etat-apercu").textContent = "L’aperçu se met à jour pendant que vous écrivez.";
  } else {
    $("etat-apercu").textContent = $("apercu").dataset.montre
      ? "L’aperçu attend que les erreurs soient corrigées ; il montre le dernier texte qui n’en avait pas."
      : "L’aperçu viendra dès que les erreurs seront corrigées.";
  }
};

// preview loads the page where the reader of the last one was, and the first at its title.
const preview = (address) => {
  const frame = $("apercu");
  const height = frame.dataset.montre ? frame.contentWindow?.scrollY : undefined;
  frame.addEventListener("load", () => {
    const top = height ?? frame.contentDocument?.querySelector("main")?.offsetTop ?? 0;
    frame.contentWindow?.scrollTo({ top, behavior: "instant" });
    frame.dataset.montre = address;
  }, { once: true });
  frame.contentWindow?.location.replace(address);
};

let verifying;
let again = false;
const verify = async () => {
  if (verifying) {
    again = true;
    return;
  }
  verifying = true;
  try {
    const verdict = await ask("verifier", draft());
    showVerdict(verdict);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    $("bilan").textContent = error.message;
  } finally {
    verifying = false;
  }
  if (again) {
    again = false;
    verify();
  }
};

let timer;
const changed = () => {
  say("", "");
  clearTimeout(timer);
  timer = setTimeout(verify, 350);
};

// ---- Saving ----

const say = (text, style) => {
  $("message").textContent = text;
  $("message").className = style;
};

const save = async (question) => {
  const sent = snapshot();
  $("enregistrer").disabled = true;
  try {
    const answer = await ask("enregistrer", question);
    if (answer.conflict) {
      showConflict(answer.conflict);
      return;
    }
    state.saved = sent;
    settle(answer);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(error.message, "mal");
  } finally {
    $("enregistrer").disabled = false;
  }
};

// settle goes on from what was saved: what was typed meanwhile stays.
const settle = (answer) => {
  if (!state.file) history.replaceState(null, "", answer.atelier);
  state.file = answer.fichier;
  state.base = answer.base;
  $("fichier").textContent = answer.fichier;
  say("Enregistré. ", "bien");
  if (answer.page) {
    $("retour").href = answer.page;
    $("message").append(element("a", { href: answer.page }, "Voir la page"));
  }
  verify();
};

const draftOf = (text) => ({ fichier: state.file, type: state.type, base: state.base, depart: text });

$("atelier").addEventListener("submit", (event) => {
  event.preventDefault();
  save(draft());
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save(draft());
  }
});

window.addEventListener("beforeunload", (event) => {
  if (snapshot() !== state.saved) event.preventDefault();
});

$("tout-le-fichier").addEventListener("click", async () => {
  try {
    show(await ask("formulaire", draft()));
    field.focus();
    verify();
  } catch (error) {
    say(error.message, "mal");
  }
});

// ---- Two versions of one file ----

// compare returns the lines of a text, those that the other has not in the same order
// marked: the longest common sequence, which is quick for texts of a page.
const compare = (text, other) => {
  const a = text.split("\n");
  const b = other.split("\n");
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) length[i][j] = a[i] === b[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  const lines = [];
  for (let i = 0, j = 0; i < a.length; ) {
    if (j < b.length && a[i] === b[j]) {
      lines.push(a[i], "\n");
      i++;
      j++;
    } else if (j < b.length && length[i][j + 1] >= length[i + 1][j]) {
      j++;
    } else {
      lines.push(element("mark", {}, a[i] === "" ? " " : a[i]), "\n");
      i++;
    }
  }
  return lines;
};

const showConflict = ({ actuel, mien }) => {
  const [now, mine] = [actuel, mien].map((text) => text.replaceAll("\r\n", "\n"));
  $("mien").replaceChildren(...compare(mine, now));
  $("actuel").replaceChildren(...compare(now, mine));
  $("garder-mien").onclick = () => {
    $("conflit").close();
    state.base = actuel;
    save({ ...draft(), base: actuel });
  };
  $("garder-actuel").onclick = async () => {
    $("conflit").close();
    state.base = actuel;
    try {
      show(await ask("formulaire", { ...draftOf(actuel), brut: actuel }));
      say("Le fichier est repris tel qu’il est enregistré.", "bien");
      verify();
    } catch (error) {
      say(error.message, "mal");
    }
  };
  $("garder-rien").onclick = () => $("conflit").close();
  $("conflit").showModal();
};

// ---- Pictures ----

const offerPicture = (file) => {
  $("image-erreur").textContent = "";
  $("image-alt").value = "";
  $("image-fichier").value = "";
  chosen = file;
  $("image-fichier").hidden = file !== undefined;
  $("image-fichier").labels[0].textContent = file ? `Image : ${file.name}` : "Image (JPEG, PNG ou WebP)";
  $("image-une").hidden = state.raw || !boxOf("image");
  $("image").showModal();
};
let chosen;

const inBase64 = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.slice(reader.result.indexOf(",") + 1)));
    reader.addEventListener("error", () => reject(new Refused("Ce fichier ne peut pas être lu.")));
    reader.readAsDataURL(file);
  });

const addPicture = async (use) => {
  const file = chosen ?? $("image-fichier").files[0];
  if (!file) {
    $("image-erreur").textContent = "Choisissez d’abord un fichier.";
    $("image-fichier").focus();
    return;
  }
  try {
    const { fichier } = await ask("image", { nom: file.name, donnees: await inBase64(file) });
    $("image").close();
    use(fichier, $("image-alt").value.trim());
    changed();
  } catch (error) {
    $("image-erreur").textContent = error.message;
  }
};

$("ajouter-image").addEventListener("click", () => offerPicture());
$("image-ajouter").addEventListener("click", () =>
  addPicture((file, alt) => {
    field.insert(`\n\n![${alt.replaceAll("]", "\\]")}](../${file})\n\n`);
    field.focus();
  }));
$("image-une").addEventListener("click", () =>
  addPicture((file, alt) => {
    const box = boxOf("image");
    for (const [key, value] of [["fichier", file], ["alt", alt]]) {
      box.querySelector(`[data-cle=${key}] input, [data-cle=${key}] textarea`).value = value;
    }
    box.closest("details").open = true;
    box.querySelector("input").focus();
  }));

// ---- Beginning ----

area.value = state.body;
dress();
state.header = readForm();
$("tout-le-fichier").setAttribute("aria-pressed", String(state.raw));
state.saved = snapshot();
await improve();
verify();
