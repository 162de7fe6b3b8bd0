(component
  (type (component
    (type (instance
      (type (record (field "x" u32)))
      (export "r" (type (eq 0)))
      (type (func (result 1)))
      (export "f" (func (type 2)))))
    (export "a:b/i@1.0.0" (instance (type 0)))
    (type (component
      (type (instance
        (type (func))
        (export "g" (func (type 0)))))
      (import "a:b/j@1.0.0" (instance (type 0)))
      (type (func))
      (export "run" (func (type 1)))))
    (export "a:b/w@1.0.0" (component (type 1)))))
  (export "a:b/wit@1.0.0" (type 0)))
