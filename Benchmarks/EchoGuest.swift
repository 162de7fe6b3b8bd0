/// A component that gives back what it is given, and does nothing else.
enum EchoGuest {
  static let wat = """
    (component
      (core module $m
        (memory (export "memory") 64)
        (global $next (mut i32) (i32.const 1024))
        (func (export "realloc") (param i32 i32 i32 i32) (result i32)
          (local $at i32)
          (local.set $at (global.get $next))
          (global.set $next
            (i32.and (i32.add (i32.add (local.get $at) (local.get 3)) (i32.const 7)) (i32.const -8)))
          (local.get $at))
        ;; What a call has taken is free after it.
        (func (export "forget") (param i32) (global.set $next (i32.const 1024)))
        (func (export "echo") (param i32 i32) (result i32)
          (i32.store (i32.const 0) (local.get 0))
          (i32.store (i32.const 4) (local.get 1))
          (i32.const 0)))
      (core instance $i (instantiate $m))
      (type $item' (record
        (field "id" u64) (field "name" string) (field "price" f64) (field "count" u32)))
      (export $item "item" (type $item'))
      (alias core export $i "memory" (core memory $memory))
      (alias core export $i "realloc" (core func $realloc))
      (alias core export $i "forget" (core func $forget))
      (func (export "bytes") (param "l" (list u8)) (result (list u8)) (canon lift
        (core func $i "echo") (memory $memory) (realloc $realloc) (post-return $forget)))
      (func (export "numbers") (param "l" (list u32)) (result (list u32)) (canon lift
        (core func $i "echo") (memory $memory) (realloc $realloc) (post-return $forget)))
      (func (export "items") (param "l" (list $item)) (result (list $item)) (canon lift
        (core func $i "echo") (memory $memory) (realloc $realloc) (post-return $forget))))
    """
}
