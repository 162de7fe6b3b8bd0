;; A component that exports a resource itself, in no interface, as no WIT toolchain writes it.
(component
  (type $thing' (resource (rep i32)))
  (core func $new (canon resource.new $thing'))
  (export $thing "thing" (type $thing'))
  (func (export "make") (param "rep" u32) (result (own $thing)) (canon lift (core func $new))))
