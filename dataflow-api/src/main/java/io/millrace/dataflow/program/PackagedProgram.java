package io.millrace.dataflow.program;

import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.util.ChildFirstClassLoader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A user's jar and the class in it whose {@code main} is to be called. */
public final class PackagedProgram {
    private static final int CLASSES_SHOWN_MAX = 5;

    private final Class<?> mainClass;
    private final Method main;
    private final ChildFirstClassLoader loader;
    private final List<String> arguments;

    private PackagedProgram(Class<?> mainClass, Method main, ChildFirstClassLoader loader, List<String> arguments) {
        this.mainClass = mainClass;
        this.main = main;
        this.loader = loader;
        this.arguments = arguments;
    }

    /**
     * Opens a jar and finds its main method. Nothing of the program is initialised or run.
     *
     * @param jar the path as the user gave it
     * @param className from the manifest ({@code program-class}, else {@code Main-Class}) if empty
     * @param classpath more jars or folders of classes
     * @throws ProgramInvocationException says what is missing and what to do
     */
    public static PackagedProgram open(
            File jar,
            Optional<String> className,
            List<File> classpath,
            List<String> arguments,
            ReadableConfig configuration)
            throws ProgramInvocationException {
        String name = checked(jar, className);
        List<URL> urls = new ArrayList<>();
        urls.add(url(jar, "the jar"));
        for (File more : classpath) {
            urls.add(url(more, "--classpath"));
        }
        ChildFirstClassLoader loader = new ChildFirstClassLoader(
                urls.toArray(URL[]::new),
                PackagedProgram.class.getClassLoader(),
                configuration.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
        Class<?> mainClass = load(name, jar, loader);
        return new PackagedProgram(mainClass, mainMethod(mainClass, jar), loader, List.copyOf(arguments));
    }

    /** Opens the jar to see that it is one, and finds the name of the main class. */
    private static String checked(File jar, Optional<String> className) throws ProgramInvocationException {
        if (!jar.exists()) {
            throw new ProgramInvocationException(
                    "There is no file '" + jar + "'; expected=the path of the program's jar.");
        }
        if (jar.isDirectory()) {
            throw new ProgramInvocationException("'" + jar
                    + "' is a folder; expected=the path of the program's jar. Build one, such as by mvn package.");
        }
        try (JarFile file = new JarFile(jar)) {
            return className
                    .or(() -> fromManifest(file))
                    .orElseThrow(() -> new ProgramInvocationException("The manifest of '" + jar
                            + "' names no main class (Main-Class or program-class). Name it by -c CLASS."));
        } catch (IOException e) {
            throw new ProgramInvocationException("'" + jar + "' cannot be read as a jar: " + e.getMessage() + ".", e);
        }
    }

    private static Optional<String> fromManifest(JarFile file) {
        try {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                return Optional.empty();
            }
            Attributes attributes = manifest.getMainAttributes();
            return Optional.ofNullable(attributes.getValue("program-class"))
                    .or(() -> Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS)))
                    .map(String::trim);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static URL url(File file, String what) throws ProgramInvocationException {
        if (!file.exists()) {
            throw new ProgramInvocationException("There is no file '" + file + "', which " + what + " names.");
        }
        try {
            return file.getAbsoluteFile().toURI().toURL();
        } catch (MalformedURLException e) {
            throw new ProgramInvocationException(
                    "'" + file + "' cannot be a part of a class path: " + e.getMessage(), e);
        }
    }

    private static Class<?> load(String name, File jar, ClassLoader loader) throws ProgramInvocationException {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new ProgramInvocationException(
                    "There is no class '" + name + "' in '" + jar + "'." + suggestions(name, jar), e);
        } catch (LinkageError e) {
            throw new ProgramInvocationException(
                    "The class '" + name + "' of '" + jar + "' cannot be loaded: " + e
                            + ". Add what is missing to the jar, or name it by -C PATH.",
                    e);
        }
    }

    /** Classes of the jar with the same simple name, in any case of letters. */
    private static String suggestions(String name, File jar) {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        try (JarFile file = new JarFile(jar)) {
            String found = file.stream()
                    .map(JarEntry::getName)
                    .filter(entry -> entry.endsWith(".class"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(other -> other.substring(other.lastIndexOf('.') + 1).equalsIgnoreCase(simpleName))
                    .limit(CLASSES_SHOWN_MAX)
                    .collect(Collectors.joining(", "));
            return found.isEmpty()
                    ? " Check the name after -c; 'jar tf " + jar + "' lists the classes."
                    : " Did you mean " + found + "?";
        } catch (IOException e) {
            return "";
        }
    }

    private static Method mainMethod(Class<?> mainClass, File jar) throws ProgramInvocationException {
        Method main;
        try {
            main = mainClass.getMethod("main", String[].class);
        } catch (NoSuchMethodException e) {
            throw new ProgramInvocationException(
                    "The class '" + mainClass.getName() + "' of '" + jar + "' has no method public static void"
                            + " main(String[]). Name the class that has it by -c CLASS.",
                    e);
        } catch (LinkageError e) {
            throw new ProgramInvocationException(
                    "The class '" + mainClass.getName() + "' of '" + jar + "' cannot be linked: " + e
                            + ". Add what is missing to the jar, or name it by -C PATH.",
                    e);
        }
        if (!Modifier.isStatic(main.getModifiers()) || main.getReturnType() != void.class) {
            throw new ProgramInvocationException(
                    "The method main(String[]) of '" + mainClass.getName() + "' must be public static void.");
        }
        main.setAccessible(true);
        return main;
    }

    public String getMainClassName() {
        return mainClass.getName();
    }

    public ClassLoader getUserCodeClassLoader() {
        return loader;
    }

    /** Calls {@code main} on this thread, with the program's class loader as the thread's; throws what it throws. */
    public void invoke() throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            main.invoke(null, (Object) arguments.toArray(String[]::new));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
