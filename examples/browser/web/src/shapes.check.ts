// The example document has the shape that the library's types say: tsc checks it.
import document from "../../../quickstart/larkspur.json";
import type { System } from "./shapes";

({ ...document, format: "ismskit/system", version: 1 }) satisfies System;
