(component $outer
  (core type (func (param i32)))
  (type $point' (record (field "x" u32)))
  (core module $code (func (export "f")))
  (component $inner)
  (export "point" (type $point'))
  (export "code" (core module $code))
  (export "inner" (component $inner)))
