/**
 * The mover test kit: lets an author check a mover as ours are checked, without a cluster. Used by
 * tests of plugins, with any test framework: what fails throws {@link java.lang.AssertionError}.
 *
 * <ul>
 *   <li>{@link backube.scribe.testkit.LoadedPlugin} loads a plugin through the controller's own
 *       host, from its jar or from the folder of its classes.
 *   <li>{@link backube.scribe.testkit.Goldens} compares the schemas of a mover's sections, and the
 *       plans that it makes of facts written down in YAML, with files kept beside the tests. Run
 *       the tests with {@code -Dgoldens=write} to accept what changed, and look at the difference.
 *   <li>{@link backube.scribe.testkit.EveryJvm} makes the same plans in other JVMs: the order of
 *       {@code Map.of} and {@code Set.of} differs there.
 *   <li>{@link backube.scribe.testkit.UserPage} holds the page for users against the mover: no
 *       field and no failure may be missing.
 *   <li>{@link backube.scribe.testkit.RunBuilder}, {@link
 *       backube.scribe.testkit.AnnouncementBuilder} and {@link
 *       backube.scribe.testkit.ProgressBuilder} make what the controller hands to a mover.
 * </ul>
 *
 * <pre>{@code
 * class AcmeTest {
 *   private static final Goldens GOLDENS = Goldens.in(Path.of("src/test/resources/acme"));
 *
 *   @Test
 *   void schemasAndPlansChangeOnlyOnPurpose() {
 *     GOLDENS.fragments(new AcmeMover());
 *     GOLDENS.plans(new AcmeMover());
 *     EveryJvm.makesTheSamePlans(AcmeMover.class, GOLDENS.folder());
 *   }
 *
 *   @Test
 *   void isLoadedFromItsJar() {
 *     try (LoadedPlugin plugin = LoadedPlugin.jar(Path.of("target/acme-mover.jar"))) {
 *       assertEquals("acme", plugin.mover().name());
 *     }
 *   }
 * }
 * }</pre>
 */
@NullMarked
package backube.scribe.testkit;

import org.jspecify.annotations.NullMarked;
