// For pages that show aids, and nothing that takes place: timing.ts does both.

import "./timing/aid";
