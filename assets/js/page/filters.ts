// The search with an empty address opens on the reader's situation, as filters that it
// shows as chips; its address stays empty, so that nothing is sent.

import { names, remembered } from "../situation/kept";

const situation = remembered();
const filters = new URLSearchParams();
for (const name of names) if (situation[name]?.filter) filters.append(name, situation[name].filter);
document.documentElement.dataset["filtres"] = `${filters}`;
