import { expect, test } from "vitest";
import { Builder } from "./builder.ts";

interface Props {
  readonly text: string;
  readonly list: string[];
  readonly other: string;
}

class Example extends Builder<Props> {
  text(value: string): Example {
    return this.set("text", value, ["other"]);
  }
  other(value: string): Example {
    return this.set("other", value, ["text"]);
  }
  list(value: string[]): Example {
    return this.set("list", value);
  }
  toNode(): object {
    return { props: this.props, origin: this.origin };
  }
}

test("each call makes a new builder of the same class, and the origin goes along", () => {
  const first = new Example({ props: {}, origin: "here" });
  const second = first.text("a").text("b");
  expect(second).toBeInstanceOf(Example);
  expect(first.toNode()).toEqual({ props: {}, origin: "here" });
  expect(second.toNode()).toEqual({ props: { text: "b" }, origin: "here" });
});

test("one of a group takes the place of the others", () => {
  expect(new Example({ props: {} }).text("a").other("b").toNode()).toEqual({
    props: { other: "b" },
    origin: undefined,
  });
});

test("what was given is copied and frozen to the bottom", () => {
  const list = ["a"];
  const node = new Example({ props: {} }).list(list).toNode();
  list.push("b");
  expect(node).toEqual({ props: { list: ["a"] }, origin: undefined });
  const props = (new Example({ props: {} }).list(list).toNode() as { props: Props }).props;
  expect(() => props.list.push("c")).toThrow(TypeError);
});
