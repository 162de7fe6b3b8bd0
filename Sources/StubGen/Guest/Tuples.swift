// The forms that WIT tuples take while they cross; bindings hand out plain Swift tuples.
//
// One type for each length: Embedded Swift has no parameter packs.

struct Tuple1<A: ComponentValue>: ComponentValue {
  var values: A

  static var layout: ComponentLayout { .sequence(A.layout) }

  init(_ a: A) {
    values = a
  }

  init(from decoder: inout some ComponentDecoder) {
    values = decoder.decode()
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values)
  }
}

struct Tuple2<A: ComponentValue, B: ComponentValue>: ComponentValue {
  var values: (A, B)

  static var layout: ComponentLayout { .sequence(A.layout, B.layout) }

  init(_ a: A, _ b: B) {
    values = (a, b)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (decoder.decode(), decoder.decode())
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
  }
}

struct Tuple3<A: ComponentValue, B: ComponentValue, C: ComponentValue>: ComponentValue {
  var values: (A, B, C)

  static var layout: ComponentLayout { .sequence(A.layout, B.layout, C.layout) }

  init(_ a: A, _ b: B, _ c: C) {
    values = (a, b, c)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (decoder.decode(), decoder.decode(), decoder.decode())
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
  }
}

struct Tuple4<
  A: ComponentValue, B: ComponentValue, C: ComponentValue, D: ComponentValue
>: ComponentValue {
  var values: (A, B, C, D)

  static var layout: ComponentLayout { .sequence(A.layout, B.layout, C.layout, D.layout) }

  init(_ a: A, _ b: B, _ c: C, _ d: D) {
    values = (a, b, c, d)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (decoder.decode(), decoder.decode(), decoder.decode(), decoder.decode())
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
    encoder.encode(values.3)
  }
}

struct Tuple5<
  A: ComponentValue, B: ComponentValue, C: ComponentValue, D: ComponentValue, E: ComponentValue
>: ComponentValue {
  var values: (A, B, C, D, E)

  static var layout: ComponentLayout { .sequence(A.layout, B.layout, C.layout, D.layout, E.layout) }

  init(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E) {
    values = (a, b, c, d, e)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (
      decoder.decode(), decoder.decode(), decoder.decode(),
      decoder.decode(), decoder.decode()
    )
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
    encoder.encode(values.3)
    encoder.encode(values.4)
  }
}

struct Tuple6<
  A: ComponentValue, B: ComponentValue, C: ComponentValue, D: ComponentValue,
  E: ComponentValue, F: ComponentValue
>: ComponentValue {
  var values: (A, B, C, D, E, F)

  static var layout: ComponentLayout {
    .sequence(
      A.layout, B.layout, C.layout, D.layout, E.layout, F.layout)
  }

  init(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F) {
    values = (a, b, c, d, e, f)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (
      decoder.decode(), decoder.decode(), decoder.decode(),
      decoder.decode(), decoder.decode(), decoder.decode()
    )
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
    encoder.encode(values.3)
    encoder.encode(values.4)
    encoder.encode(values.5)
  }
}

struct Tuple7<
  A: ComponentValue, B: ComponentValue, C: ComponentValue, D: ComponentValue,
  E: ComponentValue, F: ComponentValue, G: ComponentValue
>: ComponentValue {
  var values: (A, B, C, D, E, F, G)

  static var layout: ComponentLayout {
    .sequence(
      A.layout, B.layout, C.layout, D.layout, E.layout, F.layout, G.layout)
  }

  init(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G) {
    values = (a, b, c, d, e, f, g)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (
      decoder.decode(), decoder.decode(), decoder.decode(), decoder.decode(),
      decoder.decode(), decoder.decode(), decoder.decode()
    )
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
    encoder.encode(values.3)
    encoder.encode(values.4)
    encoder.encode(values.5)
    encoder.encode(values.6)
  }
}

struct Tuple8<
  A: ComponentValue, B: ComponentValue, C: ComponentValue, D: ComponentValue,
  E: ComponentValue, F: ComponentValue, G: ComponentValue, H: ComponentValue
>: ComponentValue {
  var values: (A, B, C, D, E, F, G, H)

  static var layout: ComponentLayout {
    .sequence(
      A.layout, B.layout, C.layout, D.layout, E.layout, F.layout, G.layout, H.layout)
  }

  init(_ a: A, _ b: B, _ c: C, _ d: D, _ e: E, _ f: F, _ g: G, _ h: H) {
    values = (a, b, c, d, e, f, g, h)
  }

  init(from decoder: inout some ComponentDecoder) {
    values = (
      decoder.decode(), decoder.decode(), decoder.decode(), decoder.decode(),
      decoder.decode(), decoder.decode(), decoder.decode(), decoder.decode()
    )
  }

  func encode(to encoder: inout some ComponentEncoder) {
    encoder.tuple()
    encoder.encode(values.0)
    encoder.encode(values.1)
    encoder.encode(values.2)
    encoder.encode(values.3)
    encoder.encode(values.4)
    encoder.encode(values.5)
    encoder.encode(values.6)
    encoder.encode(values.7)
  }
}
