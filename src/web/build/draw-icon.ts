import { createElement, type SVGProps } from "react";

interface IconData {
  readonly node: readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];
}

interface DrawingProps extends SVGProps<SVGSVGElement> {
  readonly size?: number;
}

const frame = {
  xmlns: "http://www.w3.org/2000/svg",
  viewBox: "0 0 24 24",
  fill: "none",
  stroke: "currentColor",
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

/** Stands in the bundle for lucide's own, which also knows classes, contexts and names. */
export function drawIcon({ node }: IconData) {
  return ({ size, ...rest }: DrawingProps) =>
    createElement(
      "svg",
      { ...frame, width: size, height: size, ...rest },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    );
}
