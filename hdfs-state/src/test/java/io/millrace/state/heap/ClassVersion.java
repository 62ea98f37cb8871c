package io.millrace.state.heap;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One version of a program's classes, in a class loader of its own. */
final class ClassVersion extends ClassLoader {
    private final Map<String, ByteArrayOutputStream> files = new HashMap<>();

    /** @param source of the class {@code job.NAME} and those within it */
    ClassVersion(String name, String source) {
        super(ClassVersion.class.getClassLoader());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject unit =
                new SimpleJavaFileObject(URI.create("string:///job/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return "package job; " + source;
                    }
                };
        JavaFileManager into = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return files.computeIfAbsent(className, any -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        List<String> options = List.of("-proc:none", "-parameters", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, into, null, options, null, List.of(unit)).call()) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream file = files.get(name);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file.toByteArray(), 0, file.size());
    }

    /** Runs with these classes as the program's. */
    <R> R run(Step<R> step) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return step.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What is run. */
    interface Step<R> {
        R run() throws Exception;
    }
}
