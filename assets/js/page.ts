// What every page runs, as one file: it is loaded in the head and before
// anything is painted, so it is no module.

import "./page/ahead";
import "./page/theme";
import "./page/menu";
import "./page/situation";
import "./page/file";
