/// The themes that came with the program, carried inside it.
///
/// They are the files beside this one: what is embedded is what a reader sees.
package enum ShippedThemes {
  /// The texts of the theme files, by the themes' names.
  package static let bytes: [String: [UInt8]] = [
    "dawn": PackageResources.dawn_toml,
    "default": PackageResources.default_toml,
    "dusk": PackageResources.dusk_toml,
    "harbor": PackageResources.harbor_toml,
    "high-contrast": PackageResources.high_contrast_toml,
    "mono": PackageResources.mono_toml,
    "paper": PackageResources.paper_toml,
  ]
}
